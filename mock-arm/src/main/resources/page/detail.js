/** What a row opens to: why, the request and the answer in full. */

import { el, setText } from "./dom.js";
import { copy } from "./copy.js";
import { curlOf } from "./curl.js";
import { get } from "./api.js";
import { javaOf } from "./java.js";
import { took } from "./format.js";

export function createDetail(entry) {
  let full = entry;
  const facts = el("p", { class: "facts-line" });
  const why = el("div", { class: "why" });
  const request = el("div", { class: "request" });
  const answer = el("div", { class: "answer" });
  const button = (style, text, make) =>
    el("button", { class: style, type: "button", onclick: event => copy(make(full), event.currentTarget) }, text);
  const curl = button("copy-curl", "Copy as curl", curlOf);
  const test = button("copy-test", "Copy as a test", javaOf);
  const actions = el("div", { class: "actions" }, curl, test);
  const element = el("div", { class: "detail" }, facts, why, request, answer, actions);

  function show(state) {
    why.replaceChildren(...reasons(full));
    why.hidden = why.childElementCount === 0;
    request.replaceChildren(...message("Request", `${full.method} ${full.target}`, headersOf(full), full.body));
    answer.replaceChildren(...(full.answer ? answerOf(full) : [title("Answer"), statusLine(full), hint(state)]));
    // The mock writes a dash for the method of a request that it could not read.
    curl.disabled = full.method === "-";
    update(full);
  }

  function update(next) {
    setText(facts, factsOf(next));
  }

  async function load() {
    try {
      const loaded = await get(`journal/entry?number=${entry.number}`);
      // After the journal was cleared, the number may belong to another request.
      if (loaded.arrived === entry.arrived && loaded.requestId === entry.requestId) {
        full = loaded;
        show("The mock no longer keeps this answer.");
        return;
      }
    } catch {
      // Shown below: what the stream told remains.
    }
    show("The mock no longer has this request.");
  }

  show("Loading…");
  load();
  return { element, update };
}

const title = text => el("h3", {}, text);
const hint = text => el("p", { class: "hint" }, text);
const statusLine = entry => el("p", { class: "line" }, el("code", {}, `${entry.status}`));
const headersOf = entry => Object.entries(entry.headers ?? {});

function factsOf(entry) {
  return [
    `No. ${entry.number}`,
    entry.arrived,
    entry.outcome === "pending" ? "still answering" : `${entry.outcome} after ${took(entry.tookMicros ?? 0)}`,
    entry.requestId && `request id ${entry.requestId}`,
    entry.clientRequestId && `client request id ${entry.clientRequestId}`,
  ].filter(Boolean).join(" · ");
}

function reasons(entry) {
  if (!entry.refusedBy) {
    return entry.scripted
      ? [title("Why"), el("p", {}, "Answered by the step ", el("code", {}, entry.scripted), ", not by a check.")]
      : [];
  }
  const accepted = (entry.answer?.headers ?? []).find(([name]) => name.toLowerCase() === "x-mock-hint")?.[1];
  const also = entry.alsoRefusedBy ?? [];
  return [
    title("Why it was refused"),
    reason(entry.refusedBy, entry.reason),
    accepted && el("p", { class: "accepted-instead" }, el("b", {}, "What would be accepted: "), accepted),
    also.length > 0 && el("p", {}, "It would then have been refused by:"),
    also.length > 0 && el("ul", {}, ...also.map(one => el("li", {}, reason(one.check, one.reason)))),
  ].filter(Boolean);
}

const reason = (check, text) => el("p", {}, "Check ", el("code", {}, check), text ? `: ${text}` : "");

function answerOf({ answer }) {
  const parts = message("Answer", `${answer.status}`, answer.headers, answer.body);
  return answer.truncated ? [...parts, hint("The rest of this body was too long to keep.")] : parts;
}

function message(name, line, headers, body) {
  return [
    title(name),
    el("p", { class: "line" }, el("code", {}, line)),
    headers.length > 0 &&
      el("dl", { class: "headers" }, ...headers.map(([key, value]) => el("div", {}, el("dt", {}, key), el("dd", {}, value)))),
    body ? el("pre", { class: "body", tabindex: "0", "aria-label": `Body of the ${name.toLowerCase()}` }, body) : hint("No body."),
  ].filter(Boolean);
}
