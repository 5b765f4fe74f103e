/** Building and updating elements. Text from requests only ever becomes text nodes. */

import { figure } from "./time.js";

export const $ = id => document.getElementById(id);

/** Creates an element from `tag` or `tag.class`. Functions handle events; falsy children are left out. */
export function el(tag, attributes, ...children) {
	const [name, style] = tag.split(".");
	const element = document.createElement(name);
	element.className = style ?? "";
	for (const [key, value] of Object.entries(attributes)) {
		if (typeof value === "function") {
			element[key] = value;
		} else {
			element.setAttribute(key, value);
		}
	}
	element.append(...children.filter(Boolean));
	return element;
}

export const plain = (tag, ...children) => el(tag, {}, ...children);

/** Sets the text of an element, or of the one with an id, where it differs: a selection survives. */
export function put(target, text) {
	const element = typeof target === "string" ? $(target) : target;
	const shown = typeof text === "number" ? figure(text) : text;
	if (element.textContent !== shown) {
		element.textContent = shown;
	}
}

/** A list item with a name, a line below it, and more. */
export const card = (style, attributes, name, line, ...more) =>
	el(`li.${style}`, attributes, plain("div.name", el("b", { title: name }, name), el("span", { title: line }, line)), ...more);

/** Keeps a list in step with items. Elements are moved only if needed: moving takes the focus. */
export function keyedList(list, keyOf, create, update) {
	let known = new Map();
	return items => {
		const next = new Map(items.map(item => [keyOf(item), known.get(keyOf(item)) ?? create(item)]));
		for (const [key, element] of known) {
			if (!next.has(key)) {
				removeKeepingFocus(element);
			}
		}
		let place = list.firstElementChild;
		for (const item of items) {
			const element = next.get(keyOf(item));
			update(element, item);
			if (element === place) {
				place = place.nextElementSibling;
			} else {
				list.insertBefore(element, place);
			}
		}
		known = next;
	};
}

/** If the element has the focus, the section around it gets it. */
export function removeKeepingFocus(element) {
	const section = element.contains(document.activeElement) && element.closest("section");
	element.remove();
	if (section) {
		section.tabIndex = -1;
		section.focus({ preventScroll: true });
	}
}
