import { $, plain, put } from "./dom.js";
import { createChart } from "./chart.js";
import { hasFault, isAccepted } from "./entry.js";
import { base, trust } from "./curl.js";
import { figure, isReal, mockNow, toSecond } from "./time.js";

const RESTART_SHOWN_MILLIS = 30_000;
const AUTH = { any: "any bearer token", issued: "tokens of this mock", none: "not checked" };
const VERSION = "2023-05-01-preview";
const BACKEND = "/subscriptions/0f8fad5b-d9cb-469f-a165-70867728950e/resourceGroups/rg1/providers/" +
	"Microsoft.ApiManagement/service/apimService1/backends/proxybackend";

export function createStrip() {
	const chart = createChart();
	let counted = null;
	let restarted = 0;

	function state(kind, text) {
		clearTimeout(restarted);
		$("state").dataset.state = kind;
		document.body.className = "";
		put("state", text);
	}

	/** Shows for a while that the mock was restarted. */
	function live(restartedAt) {
		if (restartedAt) {
			state("restarted", `restarted at ${toSecond(restartedAt)}`);
			restarted = setTimeout(live, RESTART_SHOWN_MILLIS);
		} else {
			state("live", "live");
		}
	}

	return {
		live,
		lost() {
			if ($("state").dataset.state !== "lost") {
				state("lost", `reconnecting… since ${new Date().toTimeString().slice(0, 8)}`);
			}
		},
		stats({ statuses, scripted }) {
			const sum = (counts, wanted) => Object.keys(counts).filter(wanted).reduce((all, key) => all + counts[key], 0);
			const isRefused = status => !isAccepted({ status });
			const refused = sum(statuses, isRefused);
			const accepted = sum(statuses, () => true) - refused;
			put("count-accepted", accepted);
			put("count-refused", refused);
			put("count-faults", sum(scripted, step => hasFault({ scripted: step })));
			const codes = Object.keys(statuses).filter(isRefused);
			$("refused-codes").replaceChildren(...codes.map(code => plain("li", plain("b", code), ` × ${figure(statuses[code])}`)));
			if (counted) {
				chart.add(Math.max(0, accepted - counted.accepted), Math.max(0, refused - counted.refused));
			}
			counted = { accepted, refused };
		},
		settings({ version, endpoint, httpEndpoint, auth, apiVersions, strictDuration, throttle }) {
			const versions = [apiVersions].flat().sort();
			const { enforced, capacity, refillPerSecond } = throttle;
			put("version", version);
			put("endpoint", endpoint);
			put("http-endpoint", httpEndpoint);
			put("auth", AUTH[auth] ?? auth);
			put("api-versions", versions.length > 2 ? `${versions.length}, newest ${versions.at(-1)}` : versions.join(", "));
			$("api-versions").title = versions.join("\n");
			put("strictness", strictDuration ? "PT2M (strict)" : "any");
			put("throttle", `${enforced ? "on" : "off"} (${figure(capacity)}, +${figure(refillPerSecond)}/s)`);
			const tried = versions.includes(VERSION) ? VERSION : versions.at(-1);
			put("try", `curl -i -X POST${trust} -H 'Authorization: Bearer any' \\\n  '${base}${BACKEND}/reconnect?api-version=${tried}'`);
		},
		tick() {
			const now = new Date(mockNow()).toISOString();
			$("clock-now").dateTime = now;
			put("clock-now", `${toSecond(now)} UTC, ${isReal ? "real" : "virtual"}`);
			chart.draw();
		},
		/** Starts the chart from the requests so far; times of a virtual clock say nothing here. */
		history(entries) {
			chart.clear();
			counted = null;
			for (const entry of isReal ? entries : []) {
				const accepted = Number(isAccepted(entry));
				chart.add(accepted, 1 - accepted, mockNow() - Date.parse(entry.arrived));
			}
		},
	};
}
