/** A journal entry as a line for a POSIX shell. */

import { base } from "./api.js";

const MASK = "***";
/** Written by curl, and wrong in a repeated request. */
const OWN_HEADERS = ["host", "content-length", "transfer-encoding", "connection", "expect"];

export const trust = () => (location.protocol === "https:" ? ["--cacert", "ca.pem"] : []);

export function curlOf(entry) {
  const words = ["curl", "-i", "-g", "--path-as-is", ...trust().map(quoted)];
  words.push(...(entry.method === "HEAD" ? ["--head"] : ["-X", quoted(entry.method)]));
  const headers = Object.entries(entry.headers).filter(([name]) => !OWN_HEADERS.includes(name.toLowerCase()));
  for (const [name, value] of headers) {
    words.push("-H", header(name, value));
  }
  if (entry.body) {
    if (!headers.some(([name]) => name.toLowerCase() === "content-type")) {
      words.push("-H", quoted("Content-Type:"));
    }
    // Unlike -d, this takes an @ at the start as it is.
    words.push("--data-raw", entry.body === MASK ? '"$TOKEN"' : quoted(entry.body));
  }
  words.push(...address(entry.target));
  return words.join(" ");
}

/** curl resends only the path of a URL, without a fragment; other targets need an option of their own. */
function address(target) {
  return target.startsWith("/") && !target.includes("#")
    ? [withToken(base() + target)]
    : ["--request-target", withToken(target), quoted(base())];
}

function header(name, value) {
  if (value === "") {
    return quoted(`${name};`);
  }
  if (value === MASK) {
    const scheme = name.toLowerCase() === "authorization" ? "Bearer " : "";
    return `${quoted(`${name}: ${scheme}`)}"$TOKEN"`;
  }
  return quoted(`${name}: ${value}`);
}

/** Masked parameters and user names of a target become the variable. */
const withToken = target =>
  target
    .split(/(?<=[=/])\*\*\*(?=[&@]|$)/)
    .map(part => (part ? quoted(part) : ""))
    .join('"$TOKEN"');

/** Control characters are written as escapes: pasted into a terminal they could end the paste and run the rest. */
export function quoted(text) {
  if (/^[\w@%+=:,./-]+$/.test(text)) {
    return text;
  }
  if (!/[\x00-\x1f\x7f-\x9f]/.test(text)) {
    return `'${text.replaceAll("'", String.raw`'\''`)}'`;
  }
  const escaped = text.replace(/[\\'\x00-\x1f\x7f-\x9f]/g, character => {
    const code = character.charCodeAt(0);
    return code > 0x7e ? `\\u${hex(code, 4)}` : code < 0x20 ? `\\x${hex(code, 2)}` : `\\${character}`;
  });
  return `$'${escaped}'`;
}

const hex = (number, digits) => number.toString(16).padStart(digits, "0");
