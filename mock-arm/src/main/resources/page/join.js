/** Joins the stream with the pages loaded at its start, without a gap. */

const MOST_HELD = 20_000;

/** `load` returns the pages with their `lastEvent`, `show` displays them, `apply` takes an event. */
export function join({ load, show, apply }) {
	let held = null;
	let run = 0;

	async function reload() {
		const mine = ++run;
		held = [];
		const pages = await load().catch(() => null);
		if (mine !== run) {
			return;
		}
		if (!pages) {
			setTimeout(() => mine === run && reload(), 1000);
			return;
		}
		const later = held.filter(event => event.number > pages.lastEvent);
		if (held.length === MOST_HELD || later.some(({ kind }) => kind === "reset" || kind === "journal-cleared")) {
			reload();
			return;
		}
		held = null;
		show(pages);
		later.forEach(apply);
	}

	return {
		reload,
		event(event) {
			if (!held) {
				apply(event);
			} else if (held.length < MOST_HELD) {
				held.push(event);
			}
		},
	};
}
