import { plain, put } from "./dom.js";

/** Copies the text, and shows the result on the button. */
export async function copy(text, button) {
	const copied = (await viaClipboard(text)) || viaSelection(text);
	const label = (button.dataset.label ??= button.textContent);
	put(button, copied ? "Copied" : "Not allowed");
	put("announce", button.textContent);
	setTimeout(() => {
		put(button, label);
		put("announce", "");
	}, 1500);
}

/** Browsers lack it on plain HTTP, except on localhost. */
const viaClipboard = text => navigator.clipboard?.writeText(text).then(() => true, () => false);

function viaSelection(text) {
	const focused = document.activeElement;
	const area = plain("textarea.unseen");
	area.value = text;
	document.body.append(area);
	area.select();
	const copied = document.execCommand("copy");
	area.remove();
	focused.focus({ preventScroll: true });
	return copied;
}
