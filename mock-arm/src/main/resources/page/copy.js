/** Copying to the clipboard. */

import { byId, el } from "./dom.js";

const SHOWN_MILLIS = 1500;

/** Copies the text and says so on the button; if the browser refuses, shows the text selected. */
export async function copy(text, button) {
  const copied = (await viaClipboard(text)) || viaSelection(text);
  if (copied) {
    confirm(button);
  } else {
    showSelected(text, button);
  }
}

/** Missing on plain HTTP, except on localhost. */
async function viaClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function viaSelection(text) {
  const focused = document.activeElement;
  const area = el("textarea", { class: "unseen", readonly: true, "aria-hidden": "true" });
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  focused?.focus({ preventScroll: true });
  return copied;
}

function showSelected(text, button) {
  const area = button.parentElement.querySelector("textarea.to-copy") ?? el("textarea", {
    class: "to-copy", readonly: true, rows: 4, "aria-label": "Press Ctrl+C to copy",
  });
  area.value = text;
  button.parentElement.append(area);
  area.focus();
  area.select();
}

function confirm(button) {
  button.dataset.label ??= button.textContent;
  button.textContent = "Copied";
  byId("announce").textContent = "Copied";
  setTimeout(() => {
    button.textContent = button.dataset.label;
    byId("announce").textContent = "";
  }, SHOWN_MILLIS);
}
