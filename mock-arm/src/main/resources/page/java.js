/** A journal entry as the Java lines that script the same answer. */

import { stepOf } from "./entry.js";

/** Headers that the mock writes itself: those of HTTP, and those of every ARM answer. */
const OWN_HEADERS = new Set([
  "cache-control", "connection", "content-length", "date", "expires", "pragma", "server", "strict-transport-security",
  "transfer-encoding", "x-content-type-options", "x-mock-hint", "x-ms-correlation-request-id", "x-ms-request-id",
  "x-ms-routing-request-id",
]);

export function javaOf(entry) {
  const scope = entry.backend ? `Scope.backend(${literal(entry.backend)})` : "Scope.ANY";
  return `mock.script(\n        ${scope},\n        ${step(entry)});`;
}

function step(entry) {
  const { answer, fault } = stepOf(entry.scripted ?? "");
  const inline = answer.endsWith(" inline");
  if (answer && !inline) {
    return answer === "accepted" && fault
      ? `Step.fault(Fault.parse(${literal(fault)}))`
      : `Step.answer(${literal(answer)})${withFault(fault)}`;
  }
  return !inline && entry.status === 202 ? 'Step.answer("accepted")' : inlineStep(entry) + withFault(fault);
}

const withFault = fault => (fault ? `.with(Fault.parse(${literal(fault)}))` : "");

function inlineStep(entry) {
  const calls = [`Step.status(${entry.status})`];
  const headers = entry.answer?.headers ?? [];
  const arm = !entry.answer || headers.some(([name]) => name.toLowerCase() === "x-ms-request-id");
  const body = entry.answer?.body ?? "";
  const json = isJson(body);
  const usualType = json ? /^application\/json; ?charset=utf-8$/i : /^text\/html$/i;
  const seen = new Set();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const isUsual = key === "content-type" && usualType.test(value);
    if (!isUsual && !OWN_HEADERS.has(key) && !seen.has(key)) {
      seen.add(key);
      calls.push(`.header(${literal(name)}, ${literal(value)})`);
    }
  }
  if (body) {
    calls.push(`.${json ? "json" : "text"}(${literal(body)})`);
  }
  if (!arm) {
    calls.push(".withoutArmHeaders()");
  }
  return calls.join("\n                ");
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

/** A Java string; control characters are octal, since Java decodes \u000a before it reads the string. */
export function literal(text) {
  const escaped = text.replace(/["\\]|[^ -~]/g, character => {
    const code = character.charCodeAt(0);
    return ESCAPES[character] ?? (code < 0x80 ? `\\${octal(code)}` : `\\u${code.toString(16).padStart(4, "0")}`);
  });
  return `"${escaped}"`;
}

const octal = code => code.toString(8).padStart(3, "0");
