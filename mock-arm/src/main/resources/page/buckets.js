/** A gauge for each write bucket, so that throttling is seen before it is felt. */

import { byId, el, keyedList, setText } from "./dom.js";
import { figure, seconds } from "./format.js";
import { get } from "./api.js";
import { mockNow } from "./mock-time.js";
import { refreshed } from "./schedule.js";

const MOST = 30;

export function createBuckets() {
  const section = byId("buckets");
  let loaded = { buckets: [] };

  const show = keyedList(
    section.querySelector(".meters"),
    one => JSON.stringify([one.subscription, one.principal]),
    createBucket,
    updateBucket,
  );

  function createBucket({ subscription, principal, capacity }) {
    const who = principal ?? "all callers";
    return el(
      "li", { class: "bucket", "data-subscription": subscription, "data-principal": principal ?? "" },
      el("div", { class: "name" }, el("b", { title: subscription }, subscription), el("span", { title: who }, who)),
      el("span", { class: "left" }),
      el("meter", {
        min: 0, max: capacity, low: capacity * 0.1, high: capacity * 0.5, optimum: capacity,
        "aria-label": `Writes left for ${subscription}, ${who}`,
      }),
    );
  }

  function updateBucket(item, one) {
    const refilled = ((mockNow() - Date.parse(loaded.now)) / 1000) * loaded.refillPerSecond;
    const left = Math.min(one.capacity, Math.floor(one.left + Math.max(0, refilled)));
    const meter = item.querySelector("meter");
    meter.value = left;
    meter.title = left < one.capacity ? `Full at ${seconds(one.fullAt)}` : "Full";
    setText(item.querySelector(".left"), `${figure(left)} of ${figure(one.capacity)}`);
  }

  function load(answer) {
    loaded = answer;
    setText(byId("bucket-rule"), answer.enforced ? "enforced" : "counted, not enforced");
    render();
  }

  function render() {
    show(loaded.buckets);
    section.querySelector("[data-empty]").hidden = loaded.buckets.length > 0;
  }

  return { load, tick: render, refresh: refreshed(async () => load(await get(`buckets?limit=${MOST}`))) };
}
