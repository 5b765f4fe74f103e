/** Advancing the clock, and the reset. */

import { byId, setText } from "./dom.js";
import { isReal, setClock } from "./mock-time.js";
import { post } from "./api.js";

export function createControls({ onClock }) {
  const [advance, error, ask, reset] = ["advance", "clock-error", "reset-ask", "reset"].map(byId);

  async function attempt(job) {
    setText(error, "");
    advance.removeAttribute("aria-invalid");
    try {
      await job();
      return true;
    } catch (failure) {
      setText(error, failure.message);
      return false;
    }
  }

  byId("advance-form").addEventListener("submit", async event => {
    event.preventDefault();
    const done = await attempt(async () => {
      setClock((await post("clock", { advance: advance.value.trim() })).data);
      onClock();
    });
    if (!done) {
      advance.setAttribute("aria-invalid", "true");
      advance.focus();
    }
  });

  function showAsk(isAsking) {
    ask.hidden = !isAsking;
    reset.hidden = isAsking;
    (isAsking ? byId("reset-cancel") : reset).focus();
  }

  reset.addEventListener("click", () => showAsk(true));
  byId("reset-cancel").addEventListener("click", () => showAsk(false));
  byId("reset-confirm").addEventListener("click", async () => {
    await attempt(() => post("reset"));
    showAsk(false);
  });
  ask.addEventListener("keydown", event => event.key === "Escape" && showAsk(false));

  return {
    clock() {
      const real = isReal();
      setText(byId("clock-kind"), real ? "real" : "virtual");
      setText(
        byId("clock-hint"),
        real
          ? "Real time cannot be advanced. Start the mock with --clock virtual to control it."
          : "An ISO 8601 duration, such as PT30S, PT2M or P1D.",
      );
      byId("advance-button").disabled = advance.disabled = real;
    },
  };
}
