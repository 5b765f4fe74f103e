/** A journal entry as a line for a POSIX shell. */

const MASK = "***";
const CONTROL = /[\x00-\x1f\x7f-\x9f]/g;
/** Written by curl, and wrong in a repeated request. */
const OWN_HEADERS = ["host", "content-length", "transfer-encoding", "connection", "expect"];

/** The address of the mock as this browser sees it. */
export const base = new URL("..", document.baseURI).href.replace(/\/$/, "");
/** How curl trusts the mock if this page came over TLS. */
export const trust = location.protocol === "https:" ? " --cacert ca.pem" : "";

export function curlOf({ method, target, headers, body }) {
	const sent = Object.entries(headers).filter(([name]) => !OWN_HEADERS.includes(name.toLowerCase()));
	const words = [method === "HEAD" ? "--head" : `-X ${quoted(method)}`];
	words.push(...sent.map(([name, value]) => `-H ${header(name, value)}`));
	if (body) {
		if (!sent.some(([name]) => name.toLowerCase() === "content-type")) {
			words.push("-H Content-Type:");
		}
		// Unlike -d, this takes an @ at the start as it is.
		words.push(`--data-raw ${body === MASK ? '"$TOKEN"' : quoted(body)}`);
	}
	// Another server's address must not get the token.
	words.push(target.startsWith("/") ? withToken(base + target) : `--request-target ${withToken(target)} ${quoted(base)}`);
	return `curl -i -g --path-as-is${trust} ${words.join(" ")}`;
}

function header(name, value) {
	if (value === MASK) {
		return `${quoted(name.toLowerCase() === "authorization" ? `${name}: Bearer ` : `${name}: `)}"$TOKEN"`;
	}
	return quoted(value ? `${name}: ${value}` : `${name};`);
}

/** Masked parameters and users become a variable. */
const withToken = target => target.split(/(?<=[=/])\*\*\*(?=[&@]|$)/).map(quoted).join('"$TOKEN"');

/** Control characters become escapes: pasted, they could end the paste and run the rest. */
function quoted(text) {
	const escaped = text.replace(/[\\']/g, "\\$&").replace(CONTROL, one => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
	return text.search(CONTROL) < 0 ? `'${text.replaceAll("'", "'\\''")}'` : `$'${escaped}'`;
}
