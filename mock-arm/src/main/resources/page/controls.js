import { $, put } from "./dom.js";
import { call } from "./api.js";
import { isReal, setClock } from "./time.js";

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

	$("advance-form").onsubmit = event => {
		event.preventDefault();
		attempt(async () => {
			setClock((await call("POST", "clock", { advance: advance.value.trim() })).data);
			clockChanged();
		});
	};
	reset.onclick = () => showAsk(true);
	$("reset-cancel").onclick = () => showAsk(false);
	$("reset-confirm").onclick = async () => {
		await attempt(() => call("POST", "reset"));
		put("announce", "Reset");
		showAsk(false);
	};
	ask.onkeydown = ({ key }) => void (key === "Escape" && showAsk(false));

	/** Shows which clock there is. */
	return () => {
		put("clock-kind", isReal ? "real" : "virtual");
		put("clock-hint", isReal
			? "Start the mock with --clock virtual to advance it."
			: "An ISO 8601 duration, such as PT30S, PT2M or P1D.");
		$("advance-button").disabled = advance.disabled = isReal;
	};
}
