/** The requests of the last five minutes as bars. */

import { $, put } from "./dom.js";
import { figure } from "./format.js";

const BARS = 60;
const BAR_MILLIS = 5000;
const HEIGHT = 44;
const STEP = 4;

export function createChart() {
	const bins = new Map();

	const slot = millisAgo => Math.floor((performance.now() - millisAgo) / BAR_MILLIS);

	function draw() {
		const last = slot(0);
		for (const old of bins.keys()) {
			if (old <= last - BARS) {
				bins.delete(old);
			}
		}
		const shown = Array.from({ length: BARS }, (_, i) => bins.get(last - BARS + 1 + i) ?? { accepted: 0, refused: 0 });
		const most = Math.max(1, ...shown.map(bin => bin.accepted + bin.refused));
		// At least one unit, so that one refusal among thousands is seen.
		const height = count => (count ? Math.max(1, Math.round((count / most) * HEIGHT)) : 0);
		const bars = (from, to) => shown.map((bin, i) => `M${i * STEP + 2} ${HEIGHT - from(bin)}v${-to(bin)}`).join("");
		$("bars-refused").setAttribute("d", bars(() => 0, bin => height(bin.refused)));
		$("bars-accepted").setAttribute("d", bars(bin => height(bin.refused), bin => height(bin.accepted)));
		const [accepted, refused] = ["accepted", "refused"].map(kind => shown.reduce((sum, bin) => sum + bin[kind], 0));
		put("peak", accepted + refused ? `peak ${figure(Math.ceil(most / (BAR_MILLIS / 1000)))}/s` : "no requests");
		$("chart").setAttribute("aria-label", `Requests in the last 5 minutes: ${figure(accepted)} accepted, ${figure(refused)} refused`);
	}

	return {
		draw,
		clear: () => bins.clear(),
		add(accepted, refused, millisAgo = 0) {
			const bin = bins.get(slot(millisAgo)) ?? { accepted: 0, refused: 0 };
			bins.set(slot(millisAgo), { accepted: bin.accepted + accepted, refused: bin.refused + refused });
		},
	};
}
