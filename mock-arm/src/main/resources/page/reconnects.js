/** A card per backend with the countdown to its reconnect. */

import { byId, el, keyedList, setText } from "./dom.js";
import { codeOf, resourceKey } from "./entry.js";
import { countdown, figure, seconds } from "./format.js";
import { get } from "./api.js";
import { mockNow } from "./mock-time.js";
import { refreshed } from "./schedule.js";

const MOST_READ = 200;
const MOST_CARDS = 24;
const MOST_REMEMBERED = 500;

export function createReconnects() {
  const section = byId("reconnects");
  const lastOf = new Map();
  let newest = [];
  let pending = null;

  const show = keyedList(section.querySelector(".cards"), one => one.resourceId, createCard, updateCard);
  const refresh = refreshed(async () => load(await get(`reconnects?limit=${MOST_READ}`)));

  function createCard({ resourceId }) {
    const [name, path] = namesOf(resourceId);
    return el(
      "li", { class: "card", "data-backend": name },
      el("div", { class: "name" }, el("b", {}, name), el("span", { title: resourceId }, path)),
      el("span", { class: "countdown" }),
      el("div", { class: "progress" }, el("div")),
      el("dl", {},
        el("div", {}, el("dt", {}, "Asked"), el("dd", { class: "asked" })),
        el("div", {}, el("dt", {}, "Due"), el("dd", { class: "due" })),
        el("div", {}, el("dt", {}, "Last"), el("dd", { class: "last" })),
      ),
    );
  }

  function updateCard(card, one) {
    const part = name => card.querySelector(`.${name}`);
    const left = Date.parse(one.due) - mockNow();
    const whole = Date.parse(one.due) - Date.parse(one.accepted);
    card.classList.toggle("done", left <= 0);
    setText(part("countdown"), left > 0 ? countdown(left) : "done");
    part("progress").firstChild.style.width = `${left > 0 && whole > 0 ? Math.min(100, 100 - (100 * left) / whole) : 100}%`;
    setText(part("asked"), one.after ?? "no time, so PT2M");
    setText(part("due"), seconds(one.due));
    part("due").title = one.due;
    const last = lastOf.get(resourceKey(one.resourceId));
    setText(part("last"), last ? `${last.status} ${codeOf(last)}, ${seconds(last.arrived)}` : `202 Accepted, ${seconds(one.accepted)}`);
  }

  function render() {
    const now = mockNow();
    const isPending = one => Date.parse(one.due) > now;
    const byBackend = new Map(newest.map(one => [one.resourceId.toLowerCase(), one]));
    const all = [...byBackend.values()].reverse();
    const waiting = all.filter(isPending).sort((a, b) => Date.parse(a.due) - Date.parse(b.due));
    show([...waiting, ...all.filter(one => !isPending(one))].slice(0, MOST_CARDS));
    section.querySelector("[data-empty]").hidden = all.length > 0;
    const count = pending ?? newest.filter(isPending).length;
    setText(byId("pending-count"), all.length > 0 ? `${figure(count)} pending` : "");
  }

  function load(reconnects) {
    newest = reconnects;
    render();
  }

  return {
    load,
    refresh,
    tick: render,
    clear() {
      lastOf.clear();
      pending = null;
      load([]);
    },
    stats(stats) {
      pending = stats.reconnectsPending;
    },
    /** Remembers what happened last to a backend. */
    request(entry) {
      if (!entry.backend) {
        return;
      }
      const key = resourceKey(entry.target);
      if ((lastOf.get(key)?.number ?? 0) <= entry.number) {
        lastOf.delete(key);
        lastOf.set(key, { number: entry.number, status: entry.status, scripted: entry.scripted, arrived: entry.arrived });
      }
      if (lastOf.size > MOST_REMEMBERED) {
        lastOf.delete(lastOf.keys().next().value);
      }
      if (entry.status === 202) {
        refresh();
      }
    },
  };
}

/** The name of a backend, and the names above it. */
function namesOf(resourceId) {
  const parts = resourceId.split("/");
  const after = kind => parts[parts.findIndex(part => part.toLowerCase() === kind) + 1] ?? "";
  return [parts.at(-1), `${after("service")} · ${after("resourcegroups")}`];
}
