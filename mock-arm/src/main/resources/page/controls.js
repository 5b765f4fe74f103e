/** Advancing the clock, and the reset. */

import { $, put } from "./dom.js";
import { call } from "./api.js";
import { isReal, setClock } from "./mock-time.js";

export function createControls(clockChanged) {
	const [advance, ask, reset] = ["advance", "reset-ask", "reset"].map($);

	async function attempt(job) {
		put("clock-error", "");
		await job().catch(({ message }) => put("clock-error", message));
		advance.ariaInvalid = Boolean($("clock-error").textContent);
	}

	function showAsk(isAsking) {
		ask.hidden = !isAsking;
		reset.hidden = isAsking;
		$(isAsking ? "reset-cancel" : "reset").focus();
	}

	$("advance-form").addEventListener("submit", event => {
		event.preventDefault();
		attempt(async () => {
			setClock((await call("POST", "clock", { advance: advance.value.trim() })).data);
			clockChanged();
		});
	});
	reset.addEventListener("click", () => showAsk(true));
	ask.addEventListener("click", async event => {
		if (event.target.id === "reset-confirm") {
			await attempt(() => call("POST", "reset"));
			put("announce", "Reset");
		}
		if (event.target.matches("button")) {
			showAsk(false);
		}
	});
	ask.addEventListener("keydown", event => event.key === "Escape" && showAsk(false));

	return {
		clock() {
			put("clock-kind", isReal ? "real" : "virtual");
			put("clock-hint", isReal
				? "Real time cannot be advanced. Start the mock with --clock virtual to control it."
				: "An ISO 8601 duration, such as PT30S, PT2M or P1D.");
			$("advance-button").disabled = advance.disabled = isReal;
		},
	};
}
