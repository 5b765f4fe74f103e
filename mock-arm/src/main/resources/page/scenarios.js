/** Arming answers and faults, and what is armed. */

import { byId, el, keyedList, setText } from "./dom.js";
import { figure } from "./format.js";
import { post, remove } from "./api.js";
import { paced } from "./schedule.js";

const MOST_SHOWN = 100;
const EXAMPLE = {
  status: 409,
  headers: { "Retry-After": "7" },
  body: { error: { code: "Busy", message: "Backend '{{backend}}' is busy." } },
};

export function createScenarios() {
  const section = byId("scenarios");
  const [step, scope, scopeValue, count, inline] = ["step", "scope", "scope-value", "count", "inline"].map(byId);
  const error = byId("arm-error");
  const scripts = new Map();
  let texts = {};

  const showArmed = keyedList(byId("armed"), script => script.number, createScript, updateScript);
  const changed = paced(() => {
    showArmed([...scripts.values()].slice(-MOST_SHOWN).reverse());
    section.querySelector("[data-empty]").hidden = scripts.size > 0;
    setText(byId("armed-count"), scripts.size > 0 ? figure(scripts.size) : "");
  });

  function createScript(script) {
    const name = script.unused.slice(0, 3).map(stepText).join(", ") + (script.unused.length > 3 ? ", …" : "");
    return el(
      "li", { class: "script", "data-number": script.number },
      el("div", { class: "name" }, el("b", { title: name }, name), el("span", {}, scopeText(script.scope))),
      el("span", { class: "left" }),
      el("button", {
        type: "button", class: "disarm", "aria-label": `Disarm ${name}`,
        onclick: event => disarm(script.number, event.currentTarget),
      }, "Disarm"),
    );
  }

  function updateScript(item, script) {
    setText(item.querySelector(".left"), `${figure(script.unusedCount)} left`);
  }

  async function disarm(number, button) {
    button.disabled = true;
    try {
      await remove(`scenarios?number=${number}`);
      scripts.delete(number);
      changed();
    } catch (failure) {
      button.disabled = false;
      fail(failure.message);
    }
  }

  function fail(message, field) {
    const at = field ?? fieldOf(message);
    at?.setAttribute("aria-invalid", "true");
    at?.setAttribute("aria-describedby", "arm-error");
    (at?.closest(".field") ?? byId("scope-field")).after(error);
    setText(error, message);
    at?.focus();
  }

  /** Errors of the mock name the field in quotes. */
  function fieldOf(message) {
    if (/'scope/.test(message)) {
      return scope.value === "all" ? scope : scopeValue;
    }
    return /'count'/.test(message) ? count : /step|answer|fault/i.test(message) ? (isInline() ? inline : step) : null;
  }

  function clearErrors() {
    setText(error, "");
    section.querySelectorAll("[aria-invalid]").forEach(field => {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
    });
  }

  const isInline = () => !byId("inline-field").hidden;

  async function arm(event) {
    event.preventDefault();
    clearErrors();
    let steps = [step.value];
    if (isInline()) {
      try {
        steps = [JSON.parse(inline.value)].flat();
      } catch (invalid) {
        fail(`Not valid JSON: ${invalid.message}`, inline);
        return;
      }
    }
    const times = Number(count.value);
    if (!Number.isInteger(times) || times < 1 || times > 100_000) {
      fail("A whole number from 1 to 100,000.", count);
      return;
    }
    if (scope.value !== "all" && !scopeValue.value.trim()) {
      fail(scope.value === "backend" ? "The name of a backend, such as proxy*." : "The id of a subscription.", scopeValue);
      return;
    }
    try {
      const limit = scope.value !== "all" && { scope: { [scope.value]: scopeValue.value.trim() } };
      const { data } = await post("scenarios", { ...limit, steps, count: times });
      if (data.number) {
        put("armed", data);
      }
    } catch (failure) {
      fail(failure.message);
    }
  }

  function put(state, script) {
    if (state === "removed" || script.unusedCount === 0) {
      scripts.delete(script.number);
    } else if (state === "used") {
      const known = scripts.get(script.number);
      scripts.set(script.number, { ...(known ?? script), unusedCount: script.unusedCount });
    } else {
      scripts.set(script.number, script);
    }
    changed();
  }

  function describe() {
    const text = texts[step.value];
    setText(byId("step-text"), text ? [text.status, text.code, text.message ?? text.text].filter(Boolean).join(" · ") : "");
  }

  function showScope() {
    const isBackend = scope.value === "backend";
    byId("scope-field").hidden = scope.value === "all";
    setText(byId("scope-label"), isBackend ? "Backend, with * and ?" : "Subscription");
    scopeValue.placeholder = isBackend ? "proxy*" : "0f8fad5b-d9cb-469f-a165-70867728950e";
    clearErrors();
  }

  byId("inline-toggle").addEventListener("click", event => {
    const open = !isInline();
    byId("inline-field").hidden = !open;
    byId("step-field").hidden = open;
    event.target.setAttribute("aria-expanded", open);
    setText(event.target, open ? "Choose a canned answer instead" : "Type an answer instead");
    clearErrors();
    (open ? inline : step).focus();
  });
  byId("arm").addEventListener("submit", arm);
  scope.addEventListener("change", showScope);
  step.addEventListener("change", () => {
    clearErrors();
    describe();
  });
  inline.value = JSON.stringify(EXAMPLE, null, 2);

  return {
    answers(answers) {
      texts = answers.texts ?? {};
      const chosen = step.value;
      const faults = Object.keys(texts).filter(name => !answers.answers.includes(name));
      step.replaceChildren(
        group("Answers", answers.answers, name => [name, texts[name]?.status, texts[name]?.code].filter(Boolean).join(" · ")),
        group("Faults", faults.length > 0 ? faults : answers.faults, name => name),
      );
      if (chosen) {
        step.value = chosen;
      }
      describe();
    },
    load(all) {
      scripts.clear();
      all.forEach(script => scripts.set(script.number, script));
      changed();
    },
    event: ({ state, script }) => put(state, script),
    clear() {
      scripts.clear();
      changed();
    },
  };
}

const group = (label, names, textOf) =>
  el("optgroup", { label }, ...names.map(name => el("option", { value: name }, textOf(name))));

const stepText = step =>
  typeof step === "string"
    ? step
    : `${step.status} inline${step.fault ? `+${step.fault}` : ""}${step.times > 1 ? `*${step.times}` : ""}`;

function scopeText({ subscription, backend }) {
  const parts = [subscription !== "*" && `subscription ${subscription}`, backend !== "*" && `backend ${backend}`];
  return parts.filter(Boolean).join(", ") || "all requests";
}
