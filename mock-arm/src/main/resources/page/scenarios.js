import { $, card, el, keyedList, plain, put } from "./dom.js";
import { call } from "./api.js";
import { paced } from "./schedule.js";
import { figure } from "./time.js";

export function createScenarios() {
	const [step, inline, inlineToggle, scope, scopeValue, count] =
		["step", "inline", "inline-toggle", "scope", "scope-value", "count"].map($);
	const scripts = new Map();

	const show = keyedList($("armed"), script => script.number, createScript, (item, script) =>
		put(item.querySelector(".left"), `${figure(usesLeft(script))} left`));
	const changed = paced(() => show([...scripts.values()].reverse()));
	const isInline = () => !$("inline-field").hidden;

	function createScript({ number, scope: { subscription, backend }, unused }) {
		const name = [...new Set(unused.map(stepText))].slice(0, 3).join(", ");
		const limits = [subscription, backend].filter(limit => limit !== "*").join(", ");
		const disarm = () => attempt(() => call("DELETE", `scenarios?number=${number}`));
		return card(
			"script", { "data-number": number }, name, limits || "all requests",
			plain("span.left"),
			el("button.disarm", { "aria-label": `Disarm ${name}`, onclick: disarm }, "Disarm"),
		);
	}

	/** Shows an error below its field; those of the mock name the field in quotes. */
	async function attempt(job) {
		put("arm-error", "");
		[step, inline, scopeValue, count].forEach(one => (one.ariaInvalid = false));
		try {
			await job();
		} catch ({ message }) {
			const at = /'scope/.test(message) ? scopeValue : /'count'/.test(message) ? count : isInline() ? inline : step;
			at.ariaInvalid = true;
			at.setAttribute("aria-describedby", "arm-error");
			at.closest(".field").after($("arm-error"));
			put("arm-error", message);
			at.focus();
		}
	}

	function typedScript() {
		const value = scopeValue.value.trim();
		if (scope.value !== "all" && !value) {
			throw new Error("'scope' must have a name or an id");
		}
		return {
			steps: isInline() ? [JSON.parse(inline.value)].flat() : [step.value],
			count: Number(count.value),
			...(scope.value !== "all" && { scope: { [scope.value]: value } }),
		};
	}

	$("arm").onsubmit = event => {
		event.preventDefault();
		attempt(() => call("POST", "scenarios", typedScript()));
	};
	step.onchange = () => put("step-text", step.selectedOptions[0].dataset.text);
	scope.onchange = () => ($("scope-field").hidden = scope.value === "all");
	inlineToggle.onclick = () => {
		const open = !isInline();
		$("inline-field").hidden = !open;
		$("step-field").hidden = open;
		inlineToggle.ariaExpanded = open;
		put(inlineToggle, open ? "Choose an answer instead" : "Type an answer instead");
	};

	return {
		answers({ answers, faults, texts }) {
			const chosen = step.value;
			const option = name => {
				const { step: value, status, code, message, text } = texts[name];
				const dots = parts => parts.filter(Boolean).join(" · ");
				return el("option", { value, "data-text": dots([status, code, message ?? text]) }, dots([value, status, code]));
			};
			step.replaceChildren(
				el("optgroup", { label: "Answers" }, ...answers.map(option)),
				el("optgroup", { label: "Faults" }, ...faults.map(option)),
			);
			step.value = chosen || answers[0];
			step.onchange();
		},
		load(all) {
			scripts.clear();
			all.forEach(script => scripts.set(script.number, script));
			changed();
		},
		event({ state, script }) {
			if (state === "removed" || script.unusedCount === 0) {
				scripts.delete(script.number);
			} else {
				scripts.set(script.number, script);
			}
			changed();
		},
	};
}

const timesOf = step => step.times ?? Number(/\*(\d+)$/.exec(step)?.[1] ?? 1);

const usesLeft = ({ unused, unusedCount }) => unused.reduce((sum, step) => sum + timesOf(step) - 1, unusedCount);

const stepText = step => (typeof step === "string" ? step.replace(/\*\d+$/, "") : `${step.status} inline${step.fault ? `+${step.fault}` : ""}`);
