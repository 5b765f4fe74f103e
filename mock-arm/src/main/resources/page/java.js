/** A journal entry as the Java lines that script the same answer. */

import { stepOf } from "./entry.js";

/** Headers that the mock writes itself: those of HTTP, and those of every ARM answer. */
const OWN_HEADERS = ["cache-control", "connection", "content-length", "date", "expires", "pragma", "server",
	"strict-transport-security", "transfer-encoding", "x-content-type-options", "x-mock-hint",
	"x-ms-correlation-request-id", "x-ms-request-id", "x-ms-routing-request-id"];

export function javaOf(entry) {
	const { answer, fault } = stepOf(entry.scripted ?? (entry.status === 202 ? "accepted" : " inline"));
	const withFault = fault && `.with(Fault.parse(${literal(fault)}))`;
	const step = answer.endsWith(" inline") ? inlineStep(entry, withFault) : `Step.answer(${literal(answer)})${withFault}`;
	const scope = entry.backend ? `Scope.backend(${literal(entry.backend)})` : "Scope.ANY";
	return `mock.script(\n        ${scope},\n        ${step});`;
}

function inlineStep({ status, answer }, withFault) {
	const { headers = [], body = "" } = answer ?? {};
	const json = isJson(body);
	const usualType = json ? /^application\/json; ?charset=utf-8$/i : /^text\/html$/i;
	const names = headers.map(([name]) => name.toLowerCase());
	const own = headers.filter(([, value], i) =>
		!OWN_HEADERS.includes(names[i]) && names.indexOf(names[i]) === i && !(names[i] === "content-type" && usualType.test(value)));
	return [
		`Step.status(${status})`,
		...own.map(([name, value]) => `.header(${literal(name)}, ${literal(value)})`),
		body && `.${json ? "json" : "text"}(${literal(body)})`,
		answer && !names.includes("x-ms-request-id") && ".withoutArmHeaders()",
		withFault,
	].filter(Boolean).join("\n                ");
}

/** JSON with {{ would be taken for a placeholder; as text it is sent as it is. */
function isJson(body) {
	try {
		JSON.parse(body);
		return !body.includes("{{");
	} catch {
		return false;
	}
}

const ESCAPES = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A Java string. ASCII control characters are octal, since Java decodes \u000a before it reads the string. */
function literal(text) {
	return `"${text.replace(/["\\]|[^ -~]/g, character => {
		const code = character.charCodeAt(0);
		return ESCAPES[character] ??
			(code < 0x80 ? `\\${code.toString(8).padStart(3, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`);
	})}"`;
}
