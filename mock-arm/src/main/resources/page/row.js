import { answeredBy, codeOf, hasFault, isAccepted } from "./entry.js";
import { createDetail } from "./detail.js";
import { el, plain, put } from "./dom.js";
import { duration, timeOfDay } from "./time.js";

export function createRow(entry, onToggle) {
	const [at, result, backend, by, took] = ["at", "result", "backend", "by", "took"].map(name => plain(`span.${name}`));
	const [status, code] = ["status", "code"].map(name => plain(`span.${name}`));
	const time = plain("time");
	at.append(time);
	result.append(status, code);
	const toggle = el(
		"button.toggle",
		{ "aria-expanded": "false", tabindex: -1, onclick: () => setOpen(!row.isOpen) },
		at, result, backend, by, took,
	);
	const element = el("li.row", { "data-number": entry.number }, toggle);
	let detail = null;

	function update(next) {
		const text = `${next.method} ${next.target}`;
		row.entry = next;
		element.dataset.status = next.status;
		element.dataset.kind = !isAccepted(next) ? "refused" : hasFault(next) ? "fault" : "accepted";
		time.dateTime = time.title = next.arrived;
		put(time, timeOfDay(next.arrived));
		put(status, String(next.status));
		put(code, codeOf(next) || next.reason);
		put(backend, next.backend || text);
		backend.title = text;
		put(by, answeredBy(next));
		by.title = next.reason ?? "";
		put(took, { pending: "…", sent: duration(next.tookMicros) }[next.outcome] ?? next.outcome);
		took.dataset.outcome = next.outcome;
		detail?.update(next);
	}

	function setOpen(open) {
		row.isOpen = open;
		toggle.setAttribute("aria-expanded", open);
		element.classList.toggle("open", open);
		detail?.element.remove();
		detail = open ? createDetail(row.entry) : null;
		element.append(detail?.element ?? "");
		onToggle();
	}

	element.onkeydown = event => {
		if (event.key === "Escape" && row.isOpen) {
			setOpen(false);
			toggle.focus();
		}
	};

	const row = { element, entry, isOpen: false, update };
	update(entry);
	return row;
}
