import { $, card, el, keyedList, plain, put } from "./dom.js";
import { get } from "./api.js";
import { refreshed } from "./schedule.js";
import { figure, mockNow } from "./time.js";

export const BUCKETS = "buckets?limit=30";

export function createBuckets() {
	let page = { buckets: [] };

	const show = keyedList($("meters"), one => JSON.stringify([one.subscription, one.principal]), createBucket, updateBucket);

	function createBucket({ subscription, principal, capacity }) {
		const who = principal ?? "all callers";
		return card(
			"bucket", { "data-subscription": subscription, "data-principal": principal ?? "" }, subscription, who,
			plain("span.left"),
			el("meter", {
				max: capacity, low: capacity / 10, high: capacity / 2, optimum: capacity,
				"aria-label": `Writes left for ${subscription}, ${who}`,
			}),
		);
	}

	/** Between two readings the bucket fills up by the clock. */
	function updateBucket(item, { capacity, left, fullAt }) {
		const until = instant => Date.parse(fullAt) - instant;
		const missing = Math.max(0, until(mockNow()) / until(Date.parse(page.now)) || 0);
		const now = Math.floor(capacity - (capacity - left) * Math.min(1, missing));
		item.lastChild.value = now;
		put(item.querySelector(".left"), `${figure(now)} of ${figure(capacity)}`);
	}

	function load(loaded) {
		page = loaded;
		put("bucket-rule", page.enforced ? "enforced" : "counted, not enforced");
		show(page.buckets);
	}

	return { load, tick: () => show(page.buckets), refresh: refreshed(async () => load(await get(BUCKETS))) };
}
