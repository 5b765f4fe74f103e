/** The stream of events, which comes back by itself. */

const KINDS = [
  "request", "answered", "skipped", "script", "scripts-removed", "clock", "journal-cleared", "reset", "stats",
];
const LONGEST_PAUSE = 30_000;

/**
 * Opens the stream. `hello` gets the first event of each connection, `event` each other one with its number, and `lost`
 * is called when the connection ends.
 */
export function openStream({ hello, event, lost }) {
  let pause = 1000;
  let lastId = "";

  function open() {
    const source = new EventSource(lastId ? `./events?lastEventId=${encodeURIComponent(lastId)}` : "./events");
    const on = (kind, handle) =>
      source.addEventListener(kind, message => {
        lastId = message.lastEventId;
        handle(JSON.parse(message.data), Number(lastId.split("-")[1] ?? 0));
      });
    on("hello", data => {
      pause = 1000;
      hello(data);
    });
    for (const kind of KINDS) {
      on(kind, (data, number) => event({ kind, data, number }));
    }
    source.addEventListener("error", () => {
      lost();
      // The browser retries after a lost connection, but not after an answer other than 200.
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(open, pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE);
      }
    });
  }

  open();
}
