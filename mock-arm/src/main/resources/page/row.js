/** One row of the journal. */

import { answeredBy, codeOf, hasFault, isAccepted } from "./entry.js";
import { el, setText } from "./dom.js";
import { createDetail } from "./detail.js";
import { timeOfDay, took } from "./format.js";

export function createRow(entry, onToggle) {
  const time = el("time", { class: "at" });
  const status = el("span", { class: "status" });
  const code = el("span", { class: "code" });
  const backend = el("span", { class: "backend" });
  const by = el("span", { class: "by" });
  const end = el("span", { class: "took" });
  const toggle = el(
    "button",
    { class: "toggle", type: "button", "aria-expanded": "false", tabindex: "-1", onclick: () => setOpen(!row.isOpen) },
    time, el("span", { class: "result" }, status, code), backend, by, end,
  );
  const element = el("li", { class: "row", "data-number": entry.number }, toggle);
  let detail = null;

  function update(next) {
    row.entry = next;
    element.dataset.status = next.status;
    element.dataset.kind = isAccepted(next) ? (hasFault(next) ? "fault" : "accepted") : "refused";
    time.dateTime = next.arrived;
    time.title = next.arrived;
    setText(time, timeOfDay(next.arrived));
    setText(status, next.status);
    setText(code, codeOf(next));
    setText(backend, next.backend || `${next.method} ${next.target}`);
    backend.title = `${next.method} ${next.target}`;
    setText(by, answeredBy(next));
    by.title = next.reason ?? "";
    setText(end, ending(next));
    end.dataset.outcome = next.outcome;
    detail?.update(next);
  }

  function setOpen(open) {
    row.isOpen = open;
    toggle.setAttribute("aria-expanded", open);
    element.classList.toggle("open", open);
    if (open) {
      detail = createDetail(row.entry);
      element.append(detail.element);
    } else {
      detail.element.remove();
      detail = null;
    }
    onToggle();
  }

  element.addEventListener("keydown", event => {
    if (event.key === "Escape" && row.isOpen) {
      event.preventDefault();
      setOpen(false);
      toggle.focus();
    }
  });

  const row = { element, toggle, entry, isOpen: false, update };
  update(entry);
  return row;
}

function ending(entry) {
  return entry.outcome === "pending" ? "…" : entry.outcome === "sent" ? took(entry.tookMicros ?? 0) : entry.outcome;
}
