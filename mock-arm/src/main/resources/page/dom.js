/** Building and updating elements. Text from requests only ever becomes text nodes. */

export const byId = id => document.getElementById(id);

/** Creates an element. Attributes that are null or false are left out; `on...` are listeners. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), value);
    } else if (value != null && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.filter(child => child != null));
  return element;
}

/** Sets text only where it differs, so that a selection survives. */
export function setText(element, text) {
  if (element.textContent !== String(text)) {
    element.textContent = text;
  }
}

/**
 * Keeps the children of an element in step with a list of items. Elements are reused by key and moved only if they
 * are out of place, since moving an element takes its focus.
 */
export function keyedList(parent, keyOf, create, update) {
  let known = new Map();
  return items => {
    const next = new Map();
    for (const item of items) {
      const key = keyOf(item);
      next.set(key, known.get(key) ?? create(item));
    }
    for (const [key, element] of known) {
      if (!next.has(key)) {
        removeKeepingFocus(element);
      }
    }
    let place = parent.firstElementChild;
    for (const item of items) {
      const element = next.get(keyOf(item));
      update(element, item);
      if (element === place) {
        place = place.nextElementSibling;
      } else {
        parent.insertBefore(element, place);
      }
    }
    known = next;
  };
}

/** Removes an element; if it has the focus, the section around it gets the focus. */
function removeKeepingFocus(element) {
  const section = element.contains(document.activeElement) && element.closest("section");
  element.remove();
  if (section) {
    section.tabIndex = -1;
    section.focus({ preventScroll: true });
  }
}
