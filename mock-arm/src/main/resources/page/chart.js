/** The requests of the last minutes as bars. */

import { byId, setText } from "./dom.js";
import { figure } from "./format.js";

const BARS = 60;
const BAR_MILLIS = 5000;
const HEIGHT = 44;
const STEP = 4;
const SVG = "http://www.w3.org/2000/svg";

export function createChart(svg) {
  const bins = Array.from({ length: BARS }, () => ({ slot: -1, accepted: 0, refused: 0 }));
  const bars = bins.map((_, index) => ({
    accepted: bar("accepted", index),
    refused: bar("refused", index),
  }));
  let drawn = "";

  function bar(style, index) {
    const rect = document.createElementNS(SVG, "rect");
    rect.setAttribute("class", style);
    rect.setAttribute("x", index * STEP);
    rect.setAttribute("width", STEP - 1);
    svg.append(rect);
    return rect;
  }

  const slotNow = () => Math.floor(performance.now() / BAR_MILLIS) + BARS;

  function add(accepted, refused, millisAgo = 0) {
    const slot = slotNow() - Math.floor(millisAgo / BAR_MILLIS);
    if (slot <= slotNow() - BARS) {
      return;
    }
    const bin = bins[slot % BARS];
    if (bin.slot !== slot) {
      Object.assign(bin, { slot, accepted: 0, refused: 0 });
    }
    bin.accepted += accepted;
    bin.refused += refused;
  }

  function draw() {
    const first = slotNow() - BARS + 1;
    const shown = bars.map((_, index) => {
      const bin = bins[(first + index) % BARS];
      return bin.slot === first + index ? bin : { accepted: 0, refused: 0 };
    });
    const state = JSON.stringify(shown);
    if (state === drawn) {
      return;
    }
    drawn = state;
    const most = Math.max(1, ...shown.map(bin => bin.accepted + bin.refused));
    shown.forEach((bin, index) => {
      // At least one unit, so that a single refusal among thousands is seen.
      const height = count => (count && Math.max(1, (count / most) * (HEIGHT - 2)));
      size(bars[index].refused, 0, height(bin.refused));
      size(bars[index].accepted, height(bin.refused), height(bin.accepted));
    });
    describe(shown, most);
  }

  function size(rect, from, height) {
    rect.setAttribute("y", HEIGHT - from - height);
    rect.setAttribute("height", height);
  }

  function describe(shown, most) {
    const sum = kind => shown.reduce((all, bin) => all + bin[kind], 0);
    const [accepted, refused] = [sum("accepted"), sum("refused")];
    const rate = most / (BAR_MILLIS / 1000);
    setText(byId("peak"), accepted + refused ? `peak ${figure(rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate))}/s` : "no requests");
    svg.setAttribute("aria-label", `Requests in the last 5 minutes: ${figure(accepted)} accepted, ${figure(refused)} refused`);
  }

  setInterval(draw, 1000);
  return {
    add,
    draw,
    clear: () => bins.forEach(bin => (bin.slot = -1)),
  };
}
