import { $, put, removeKeepingFocus } from "./dom.js";
import { createAnchor } from "./anchor.js";
import { createRow } from "./row.js";
import { createStore } from "./store.js";
import { call } from "./api.js";
import { matcher } from "./entry.js";
import { paced, settled } from "./schedule.js";
import { figure } from "./time.js";

const MOST_ROWS = 500;

/** Returns the newest entries, fewer if they are too long for one page. */
export async function newestPage(limit = MOST_ROWS) {
	const page = await call("GET", `journal?limit=${limit}&retained=true`);
	return page.data.next && limit > 1 ? newestPage(limit >> 2) : page;
}

export function createJournal() {
	const store = createStore();
	const views = new Map();
	const [rows, text, status, pause, newer] = ["rows", "filter-text", "filter-status", "pause", "newer"].map($);
	const changed = paced(render);
	const anchor = createAnchor({ scroller: $("scroller"), tail: $("tail"), rows, changed });
	const isPaused = () => pause.ariaPressed === "true";
	let isLoaded = false;
	let isStale = false;
	let arrivedWhilePaused = 0;
	let latest = 0;
	let seen = 0;

	function add(entry) {
		const known = store.get(entry.number);
		if (known && known.outcome !== "pending") {
			return;
		}
		arrivedWhilePaused += known ? 0 : 1;
		latest = Math.max(latest, entry.number);
		store.put(entry);
		const options = [...status.options];
		if (!options.some(option => Number(option.value) === entry.status)) {
			status.add(new Option(entry.status), options.find(option => option.value > entry.status));
		}
		changed();
	}

	function clear() {
		store.clear();
		views.forEach(view => removeKeepingFocus(view.element));
		views.clear();
		arrivedWhilePaused = seen = latest = 0;
		changed();
	}

	function render() {
		if (!isPaused() || isStale) {
			isStale = false;
			anchor.around(showRows);
		}
		views.forEach(view => {
			const entry = store.get(view.entry.number) ?? view.entry;
			if (entry !== view.entry) {
				view.update(entry);
			}
		});
		if (!isPaused()) {
			arrivedWhilePaused = 0;
			seen = anchor.isAtTop() ? latest : seen;
		}
		put("waiting", isPaused() ? `${figure(arrivedWhilePaused)} new while paused` : "");
		put(newer, `↑ ${figure(latest - seen)} newer`);
		newer.hidden = isPaused() || latest <= seen;
		rows.hidden = views.size === 0;
		$("empty").hidden = !isLoaded || store.size() > 0;
		$("no-match").hidden = store.size() === 0 || views.size > 0;
	}

	/** Shows the newest entries that match, and those being read. */
	function showRows(visible) {
		const matches = matcher(text.value, status.value);
		const isKept = ({ element, isOpen }) => isOpen || visible.includes(element) || element.contains(document.activeElement);
		const shown = new Map();
		views.forEach((view, number) => {
			if (isKept(view) && matches(view.entry)) {
				shown.set(number, view.entry);
			}
		});
		store.newest(entry => !shown.has(entry.number) && matches(entry), MOST_ROWS - shown.size)
			.forEach(entry => shown.set(entry.number, entry));
		views.forEach((view, number) => {
			if (!shown.has(number)) {
				removeKeepingFocus(view.element);
				views.delete(number);
			}
		});
		let next = rows.firstElementChild;
		for (const entry of [...shown.values()].sort((a, b) => b.number - a.number)) {
			const view = views.get(entry.number);
			if (view) {
				next = view.element.nextElementSibling;
			} else {
				const added = createRow(entry, changed);
				views.set(entry.number, added);
				rows.insertBefore(added.element, next);
			}
		}
		rove(rows.querySelector(".row:focus-within") ?? rows.firstElementChild);
	}

	/** Only one row is in the tab order: the focused one, or else the newest. */
	function rove(to) {
		rows.querySelectorAll('.toggle[tabindex="0"]').forEach(toggle => (toggle.tabIndex = -1));
		to?.firstElementChild.setAttribute("tabindex", 0);
	}

	rows.addEventListener("focusin", event => rove(event.target.closest(".row")));
	rows.onkeydown = event => {
		const row = event.target.matches(".toggle") && event.target.parentElement;
		const to = row && {
			ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling,
			Home: rows.firstElementChild, End: rows.lastElementChild,
		}[event.key];
		if (to) {
			event.preventDefault();
			to.firstElementChild.focus();
		}
	};
	pause.onclick = () => {
		pause.ariaPressed = !isPaused();
		put(pause, isPaused() ? "Resume" : "Pause");
		changed();
	};
	newer.onclick = anchor.toTop;
	text.oninput = status.oninput = changed;

	return {
		add,
		clear,
		load(entries) {
			clear();
			entries.forEach(add);
			isLoaded = isStale = true;
			arrivedWhilePaused = 0;
			seen = latest;
		},
		/** Loads what the stream left out, once it has caught up. */
		fillGap: settled(async () => (await newestPage()).data.entries.forEach(add)),
		lastFor(resourceId) {
			const start = `${resourceId}/`.toLowerCase();
			return store.newest(({ target }) => target.toLowerCase().startsWith(start), 1)[0];
		},
		answered({ number, outcome, tookMicros }) {
			const entry = store.get(number);
			if (entry) {
				store.put({ ...entry, outcome, tookMicros });
				changed();
			}
		},
	};
}
