import { $, put } from "./dom.js";
import { figure } from "./time.js";

const BARS = 60;
const BAR_SECONDS = 5;
const HEIGHT = 44;
const STEP = 4;

export function createChart() {
	const bins = new Map();
	const slot = millisAgo => Math.floor((performance.now() - millisAgo) / BAR_SECONDS / 1000);
	const binAt = place => bins.get(place) ?? { accepted: 0, refused: 0 };

	return {
		clear: () => bins.clear(),
		add(accepted, refused, millisAgo = 0) {
			const bin = binAt(slot(millisAgo));
			bins.set(slot(millisAgo), { accepted: bin.accepted + accepted, refused: bin.refused + refused });
		},
		draw() {
			const first = slot(0) - BARS + 1;
			[...bins.keys()].filter(place => place < first).forEach(place => bins.delete(place));
			const shown = Array.from({ length: BARS }, (_, i) => binAt(first + i));
			const most = Math.max(1, ...shown.map(bin => bin.accepted + bin.refused));
			// At least one unit, so that one refusal among thousands is seen.
			const height = count => count && Math.max(1, Math.round((count / most) * HEIGHT));
			const bars = (from, to) => shown.map((bin, i) => `M${i * STEP + 2} ${HEIGHT - from(bin)}v${-to(bin)}`).join("");
			$("bars-refused").setAttribute("d", bars(() => 0, bin => height(bin.refused)));
			$("bars-accepted").setAttribute("d", bars(bin => height(bin.refused), bin => height(bin.accepted)));
			const [accepted, refused] = ["accepted", "refused"].map(kind => shown.reduce((sum, bin) => sum + bin[kind], 0));
			put("peak", accepted + refused ? `peak ${figure(Math.ceil(most / BAR_SECONDS))}/s` : "no requests");
			$("chart").ariaLabel = `Requests in the last 5 minutes: ${figure(accepted)} accepted, ${figure(refused)} refused`;
		},
	};
}
