import { $, card, keyedList, plain, put } from "./dom.js";
import { codeOf } from "./entry.js";
import { get } from "./api.js";
import { refreshed } from "./schedule.js";
import { countdown, mockNow, toSecond } from "./time.js";

const MOST_CARDS = 24;

export const RECONNECTS = "reconnects?limit=200";

/** `lastFor` returns the newest journal entry for the ARM id of a backend. */
export function createReconnects(lastFor) {
	let newest = [];

	const show = keyedList($("cards"), one => one.resourceId, createCard, updateCard);
	/** Years above 9999 do not parse. */
	const due = one => Date.parse(one.due) || 8.64e15;
	const left = one => due(one) - mockNow();

	function createCard({ resourceId }) {
		const parts = resourceId.split("/");
		const after = kind => parts[parts.findIndex(part => part.toLowerCase() === kind) + 1];
		const line = (name, label) => plain("div", plain("dt", label), plain(`dd.${name}`));
		return card(
			"card", { "data-backend": parts.at(-1) }, parts.at(-1), `${after("service")} · ${after("resourcegroups")}`,
			plain("span.countdown"),
			plain("div.progress", plain("div")),
			plain("dl", line("asked", "Asked"), line("due", "Due"), line("last", "Last")),
		);
	}

	function updateCard(item, one) {
		const part = name => item.querySelector(`.${name}`);
		const whole = due(one) - Date.parse(one.accepted);
		const last = lastFor(one.resourceId) ?? { status: 202, arrived: one.accepted };
		const isDone = left(one) <= 0;
		item.classList.toggle("done", isDone);
		put(part("countdown"), isDone ? "done" : countdown(left(one)));
		part("progress").firstChild.style.width = `${isDone ? 100 : 100 - (100 * left(one)) / whole}%`;
		put(part("asked"), one.after ?? "nothing");
		put(part("due"), toSecond(one.due));
		part("due").title = one.due;
		put(part("last"), `${last.status} ${codeOf(last)}, ${toSecond(last.arrived)}`);
	}

	function render() {
		const all = [...new Map(newest.map(one => [one.resourceId, one])).values()].reverse();
		const waiting = all.filter(one => left(one) > 0).sort((a, b) => left(a) - left(b));
		show([...waiting, ...all.filter(one => left(one) <= 0)].slice(0, MOST_CARDS));
		put("pending-count", all.length ? `${waiting.length} pending` : "");
	}

	function load(reconnects) {
		newest = reconnects;
		render();
	}

	return {
		load,
		tick: render,
		refresh: refreshed(async () => load(await get(RECONNECTS))),
	};
}
