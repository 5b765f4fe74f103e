/** The status strip: how the mock is set up, and what it has counted. */

import { byId, el, keyedList, setText } from "./dom.js";
import { createChart } from "./chart.js";
import { figure, seconds } from "./format.js";
import { isAccepted, stepOf } from "./entry.js";
import { isReal, mockNow } from "./mock-time.js";
import { trust } from "./curl.js";
import { base } from "./api.js";

const RESTART_SHOWN_MILLIS = 30_000;

export function createStrip() {
  const chart = createChart(byId("chart"));
  const showCodes = keyedList(
    byId("refused-codes"),
    ([status]) => status,
    ([status]) => el("li", {}, el("b", {}, status), " ", el("span")),
    (item, [, count]) => setText(item.lastChild, `× ${figure(count)}`),
  );
  let counted = null;
  let restartedUntil = 0;

  function state(kind, text) {
    const line = byId("state");
    line.dataset.state = kind;
    setText(line, text);
  }

  function stats(next) {
    const statuses = Object.entries(next.statuses);
    const sum = wanted => statuses.filter(wanted).reduce((all, [, count]) => all + count, 0);
    const accepted = sum(([status]) => isAccepted({ status: Number(status) }));
    const refused = sum(([status]) => !isAccepted({ status: Number(status) }));
    const faults = Object.entries(next.scripted).filter(([step]) => stepOf(step).fault);
    setText(byId("count-accepted"), figure(accepted));
    setText(byId("count-refused"), figure(refused));
    setText(byId("count-faults"), figure(faults.reduce((all, [, count]) => all + count, 0)));
    showCodes(statuses.filter(([status]) => Number(status) >= 400));
    if (counted) {
      chart.add(Math.max(0, accepted - counted.accepted), Math.max(0, refused - counted.refused));
    }
    counted = { accepted, refused };
  }

  function settings(all) {
    setText(byId("version"), all.version);
    setText(byId("endpoint"), all.endpoint);
    setText(byId("http-endpoint"), all.httpEndpoint);
    setText(byId("auth"), { any: "any bearer token", issued: "tokens of this mock", none: "not checked" }[all.auth] ?? all.auth);
    setText(byId("strictness"), all.strictDuration ? "strict, from PT2M" : "any");
    const { enforced, capacity, refillPerSecond } = all.throttle;
    setText(byId("throttle"), `${enforced ? "on" : "off"}, ${figure(capacity)} + ${figure(refillPerSecond)}/s`);
    setText(byId("world"), all.world ? "only what is listed" : "everything exists");
    versions(all.apiVersions);
    byId("try").textContent = example(all.apiVersions);
  }

  function versions(list) {
    const isList = Array.isArray(list);
    const text = !isList ? "any" : list.length > 2 ? `${list.length}, up to ${[...list].sort().at(-1)}` : list.join(", ");
    setText(byId("api-versions"), text);
    byId("api-versions").title = isList ? list.join("\n") : "";
  }

  function tick() {
    const now = new Date(mockNow()).toISOString();
    const clock = byId("clock-now");
    clock.dateTime = clock.title = now;
    setText(clock, `${seconds(now)} UTC, ${isReal() ? "real" : "virtual"}`);
    if (restartedUntil && performance.now() > restartedUntil) {
      restartedUntil = 0;
      state("live", "live");
    }
  }

  return {
    stats,
    settings,
    tick,
    lost() {
      restartedUntil = 0;
      if (byId("state").dataset.state !== "lost") {
        state("lost", `reconnecting… since ${new Date().toLocaleTimeString("en-GB")}`);
      }
    },
    live() {
      if (!restartedUntil) {
        state("live", "live");
      }
    },
    restarted(started) {
      restartedUntil = performance.now() + RESTART_SHOWN_MILLIS;
      state("restarted", `restarted at ${seconds(started)}`);
    },
    /** Starts the chart from the requests there are already, if they arrived by a real clock. */
    history(entries) {
      chart.clear();
      counted = null;
      for (const entry of isReal() ? entries : []) {
        chart.add(isAccepted(entry) ? 1 : 0, isAccepted(entry) ? 0 : 1, Math.max(0, mockNow() - Date.parse(entry.arrived)));
      }
      chart.draw();
    },
  };
}

function example(versions) {
  const known = "2023-05-01-preview";
  const version = !Array.isArray(versions) || versions.includes(known) ? known : versions.at(-1);
  return [
    ["curl -i -X POST", ...trust(), "-H 'Authorization: Bearer any'"].join(" "),
    `  '${base()}/subscriptions/0f8fad5b-d9cb-469f-a165-70867728950e/resourceGroups/rg1/providers/Microsoft.ApiManagement/service/apimService1/backends/proxybackend/reconnect?api-version=${version}'`,
  ].join(" \\\n");
}
