/** The status strip: how the mock is set up, and what it has counted. */

import { $, el, keyedList, put } from "./dom.js";
import { base } from "./api.js";
import { createChart } from "./chart.js";
import { figure, toSecond } from "./format.js";
import { hasFault, isAccepted } from "./entry.js";
import { isReal, mockNow } from "./mock-time.js";
import { trust } from "./curl.js";

const RESTART_SHOWN_MILLIS = 30_000;
const AUTH = { any: "any bearer token", issued: "tokens of this mock", none: "not checked" };
const VERSION = "2023-05-01-preview";
const BACKEND = "/subscriptions/0f8fad5b-d9cb-469f-a165-70867728950e/resourceGroups/rg1/providers/" +
	"Microsoft.ApiManagement/service/apimService1/backends/proxybackend";

export function createStrip() {
	const chart = createChart();
	let counted = null;
	let restartedUntil = 0;

	const showCodes = keyedList(
		$("refused-codes"),
		([status]) => status,
		([status]) => el("li", {}, el("b", {}, status), el("span")),
		(item, [, count]) => put(item.lastChild, ` × ${figure(count)}`),
	);

	function state(kind, text) {
		$("state").dataset.state = kind;
		put("state", text);
	}

	return {
		stats({ statuses, scripted }) {
			const sum = (counts, wanted) => Object.entries(counts).reduce((all, [key, count]) => all + (wanted(key) ? count : 0), 0);
			const accepted = sum(statuses, status => isAccepted({ status }));
			const refused = sum(statuses, status => !isAccepted({ status }));
			put("count-accepted", figure(accepted));
			put("count-refused", figure(refused));
			put("count-faults", figure(sum(scripted, step => hasFault({ scripted: step }))));
			showCodes(Object.entries(statuses).filter(([status]) => !isAccepted({ status })));
			if (counted) {
				chart.add(Math.max(0, accepted - counted.accepted), Math.max(0, refused - counted.refused));
			}
			counted = { accepted, refused };
		},
		settings({ version, endpoint, httpEndpoint, auth, apiVersions, strictDuration, throttle, world }) {
			const isList = Array.isArray(apiVersions);
			put("version", version);
			put("endpoint", endpoint);
			put("http-endpoint", httpEndpoint);
			put("auth", AUTH[auth] ?? auth);
			put("api-versions", isList && apiVersions.length > 2 ? `${apiVersions.length}, to ${[...apiVersions].sort().at(-1)}` : String(apiVersions));
			$("api-versions").title = isList ? apiVersions.join("\n") : "";
			put("strictness", strictDuration ? "strict, from PT2M" : "any");
			put("throttle", `${throttle.enforced ? "on" : "off"}, ${figure(throttle.capacity)} + ${figure(throttle.refillPerSecond)}/s`);
			put("world", world ? "only what is listed" : "everything exists");
			const tried = isList && !apiVersions.includes(VERSION) ? apiVersions.at(-1) : VERSION;
			put("try", `curl -i -X POST${trust} -H 'Authorization: Bearer any' \\\n  '${base}${BACKEND}/reconnect?api-version=${tried}'`);
		},
		tick() {
			const now = new Date(mockNow()).toISOString();
			$("clock-now").dateTime = $("clock-now").title = now;
			put("clock-now", `${toSecond(now)} UTC, ${isReal ? "real" : "virtual"}`);
			chart.draw();
			if (restartedUntil && performance.now() > restartedUntil) {
				restartedUntil = 0;
				state("live", "live");
			}
		},
		live() {
			if (!restartedUntil) {
				state("live", "live");
			}
		},
		lost() {
			restartedUntil = 0;
			if ($("state").dataset.state !== "lost") {
				state("lost", `reconnecting… since ${new Date().toTimeString().slice(0, 8)}`);
			}
		},
		restarted(started) {
			restartedUntil = performance.now() + RESTART_SHOWN_MILLIS;
			state("restarted", `restarted at ${toSecond(started)}`);
		},
		/** Starts the chart from the requests there are already; times of a virtual clock say nothing here. */
		history(entries) {
			chart.clear();
			counted = null;
			for (const entry of isReal ? entries : []) {
				chart.add(isAccepted(entry) ? 1 : 0, isAccepted(entry) ? 0 : 1, mockNow() - Date.parse(entry.arrived));
			}
		},
	};
}
