/** The list of requests. */

import { byId, el, setText } from "./dom.js";
import { createAnchor } from "./anchor.js";
import { createRow } from "./row.js";
import { createStore } from "./store.js";
import { figure } from "./format.js";
import { get } from "./api.js";
import { matcher } from "./entry.js";
import { paced, refreshed } from "./schedule.js";

const MOST_ROWS = 500;

export function createJournal() {
  const store = createStore();
  const rows = byId("rows");
  const scroller = byId("scroller");
  const text = byId("filter-text");
  const status = byId("filter-status");
  const pause = byId("pause");
  const newer = byId("newer");
  const views = new Map();
  let isLoaded = false;
  let isStale = false;
  let isPaused = false;
  let arrivedWhilePaused = 0;
  let seen = 0;
  let latest = 0;

  const changed = paced(render);
  const anchor = createAnchor({ scroller, tail: byId("tail"), rows, onChange: changed });
  const fillGap = refreshed(async () => {
    const { entries } = await get(`journal?limit=${MOST_ROWS}&retained=true`);
    entries.forEach(entry => store.put(entry));
    changed();
  });

  function add(entry) {
    if (isPaused && !store.get(entry.number)) {
      arrivedWhilePaused++;
    }
    latest = Math.max(latest, entry.number);
    store.put(entry);
    addStatus(entry.status);
    changed();
  }

  function addStatus(code) {
    const options = [...status.options];
    if (!options.some(option => option.value === String(code))) {
      const after = options.find(option => Number(option.value) > code);
      status.insertBefore(el("option", { value: code }, code), after ?? null);
    }
  }

  function clear() {
    store.clear();
    views.forEach(view => view.element.remove());
    views.clear();
    arrivedWhilePaused = 0;
    seen = latest = 0;
    changed();
  }

  function render() {
    if (!isPaused || isStale) {
      isStale = false;
      anchor.around(showRows);
    } else {
      views.forEach(refresh);
    }
    if (anchor.isAtTop && !isPaused) {
      seen = latest;
    }
    setText(byId("waiting"), isPaused ? `${figure(arrivedWhilePaused)} new while paused` : "");
    newer.hidden = isPaused || latest <= seen;
    setText(newer, `↑ ${figure(latest - seen)} newer`);
    rows.hidden = views.size === 0;
    byId("empty").hidden = !isLoaded || store.size > 0;
    byId("no-match").hidden = store.size === 0 || views.size > 0;
  }

  function refresh(view) {
    const entry = store.get(view.entry.number);
    if (entry && entry !== view.entry) {
      view.update(entry);
    }
  }

  /** Shows the newest entries that match, and those that are being read even if newer ones fill the list. */
  function showRows() {
    const matches = matcher(text.value, status.value);
    const kept = new Set(anchor.kept().map(element => Number(element.dataset.number)));
    for (const [number, view] of views) {
      if ((view.isOpen || view.element.contains(document.activeElement)) && matches(view.entry)) {
        kept.add(number);
      }
    }
    for (const number of kept) {
      if (!matches(views.get(number).entry)) {
        kept.delete(number);
      }
    }
    const newest = store.newest(entry => !kept.has(entry.number) && matches(entry), MOST_ROWS - kept.size);
    const shown = new Map(newest.map(entry => [entry.number, entry]));
    for (const [number, view] of views) {
      if (kept.has(number)) {
        shown.set(number, view.entry);
      } else if (!shown.has(number)) {
        view.element.remove();
        views.delete(number);
      }
    }
    place([...shown.values()].sort((a, b) => b.number - a.number));
    rove();
  }

  function place(entries) {
    let next = rows.firstElementChild;
    for (const entry of entries) {
      const view = views.get(entry.number);
      if (view) {
        refresh(view);
        next = view.element.nextElementSibling;
      } else {
        const added = createRow(entry, changed);
        views.set(entry.number, added);
        rows.insertBefore(added.element, next);
      }
    }
  }

  /** One row is in the tab order: the focused one, or else the newest. */
  function rove(to = rows.contains(document.activeElement) ? document.activeElement.closest(".row") : rows.firstElementChild) {
    rows.querySelectorAll('.toggle[tabindex="0"]').forEach(toggle => (toggle.tabIndex = -1));
    to?.querySelector(".toggle").setAttribute("tabindex", "0");
  }

  rows.addEventListener("keydown", event => {
    const row = event.target.matches(".toggle") && event.target.closest(".row");
    const to = row && {
      ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling,
      Home: rows.firstElementChild, End: rows.lastElementChild,
    }[event.key];
    if (to) {
      event.preventDefault();
      rove(to);
      to.querySelector(".toggle").focus();
    }
  });
  rows.addEventListener("focusin", event => rove(event.target.closest(".row")));

  pause.addEventListener("click", () => {
    isPaused = !isPaused;
    arrivedWhilePaused = 0;
    pause.setAttribute("aria-pressed", isPaused);
    setText(pause, isPaused ? "Resume" : "Pause");
    changed();
  });
  newer.addEventListener("click", () => {
    anchor.toTop();
    changed();
  });
  text.addEventListener("input", changed);
  status.addEventListener("change", changed);
  byId("clear-filter").addEventListener("click", () => {
    text.value = "";
    status.value = "all";
    text.focus();
    changed();
  });

  return {
    load(entries) {
      isLoaded = isStale = true;
      clear();
      entries.forEach(add);
      arrivedWhilePaused = 0;
      seen = latest;
    },
    add,
    clear,
    fillGap,
    answered({ number, outcome, tookMicros }) {
      const entry = store.get(number);
      if (entry) {
        store.put({ ...entry, outcome, tookMicros });
        changed();
      }
    },
    get: store.get,
  };
}
