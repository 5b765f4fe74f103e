const KINDS = ["request", "answered", "skipped", "script", "scripts-removed", "clock", "journal-cleared", "reset", "stats"];
const LONGEST_PAUSE = 30_000;

/** `hello` gets the first event of each connection, `event` the others; `lost` is called when a connection ends. */
export function openStream({ hello, event, lost }) {
	let pause = 1000;
	let lastId = "";

	function open() {
		const source = new EventSource(`./events${lastId && `?lastEventId=${lastId}`}`);
		const on = (kind, handle) => source.addEventListener(kind, message => {
			lastId = message.lastEventId;
			handle({ kind, data: JSON.parse(message.data), number: Number(lastId.split("-")[1]) });
		});
		KINDS.forEach(kind => on(kind, event));
		on("hello", ({ data }) => {
			pause = 1000;
			hello(data);
		});
		source.onerror = () => {
			lost();
			// The browser retries after a lost connection, but not after an answer other than 200.
			if (source.readyState === EventSource.CLOSED) {
				setTimeout(open, pause);
				pause = Math.min(pause * 2, LONGEST_PAUSE);
			}
		};
	}

	open();
}
