import { copy } from "./copy.js";
import { curlOf } from "./curl.js";
import { el, plain, put } from "./dom.js";
import { get } from "./api.js";
import { javaOf } from "./java.js";
import { duration } from "./time.js";

export function createDetail(entry) {
	let full = entry;
	const [facts, why, request, answer] = ["facts-line", "why", "request", "answer"].map(name => plain(`div.${name}`));
	const button = (name, text, write) =>
		el(`button.${name}`, { onclick: event => copy(write(full), event.currentTarget) }, text);
	const curl = button("copy-curl", "Copy as curl", curlOf);
	const actions = plain("div.actions", curl, button("copy-test", "Copy as a test", javaOf));
	const element = plain("div.detail", facts, why, request, answer, actions);

	function show(missing) {
		why.replaceChildren(...reasons(full));
		why.hidden = !why.hasChildNodes();
		request.replaceChildren(...message("Request", `${full.method} ${full.target}`, Object.entries(full.headers), full.body));
		const { status, headers, body, truncated } = full.answer ?? full;
		answer.replaceChildren(...message("Answer", status, full.answer ? headers : [], full.answer && body));
		if (!full.answer || truncated) {
			answer.lastChild.after(plain("p.hint", truncated ? "The rest was too long to keep." : missing));
		}
		// A dash is the method of a request that the mock could not read.
		curl.disabled = full.method === "-";
	}

	function update({ number, arrived, outcome, tookMicros }) {
		put(facts, `No. ${number} · ${arrived} · ${outcome === "pending" ? outcome : `${outcome} after ${duration(tookMicros)}`}`);
	}

	show("Loading…");
	update(entry);
	get(`journal/entry?number=${entry.number}`).catch(() => null).then(loaded => {
		// After the journal was cleared, the number may be that of another request.
		if (loaded?.arrived === entry.arrived && loaded.requestId === entry.requestId) {
			full = loaded;
		}
		show("The mock has dropped this answer.");
	});
	return { element, update };
}

function reasons({ refusedBy, reason, alsoRefusedBy, scripted, answer }) {
	if (!refusedBy) {
		return scripted ? [plain("h3", "Why"), plain("p", "Every check passed; answered by the step ", plain("code", scripted), ".")] : [];
	}
	const hint = answer?.headers.find(([name]) => name.toLowerCase() === "x-mock-hint")?.[1];
	const check = (name, text) => plain("li", "Check ", plain("code", name), `: ${text}`);
	return [
		plain("h3", "Why it was refused, and what would be accepted"),
		plain("ul", check(refusedBy, reason), ...alsoRefusedBy.map(also => check(also.check, `then also ${also.reason}`))),
		// Usually the reason is all of the hint.
		hint && !hint.includes(reason) && plain("p.accepted-instead", hint),
	].filter(Boolean);
}

function message(name, line, headers, body) {
	const header = ([key, value]) => plain("div", plain("dt", key), plain("dd", value));
	return [
		plain("h3", name),
		plain("p.line", String(line)),
		headers.length > 0 && plain("dl.headers", ...headers.map(header)),
		body && el("pre.body", { tabindex: 0, "aria-label": `Body of the ${name.toLowerCase()}` }, body),
	].filter(Boolean);
}
