/** The clock of the mock, and texts for times and figures. */

let time = 0;
let mark = 0;
export let isReal = true;

export function setClock({ now, clock }) {
	time = Date.parse(now);
	mark = performance.now();
	isReal = clock === "real";
}

/** Milliseconds since 1970. */
export const mockNow = () => time + (isReal ? performance.now() - mark : 0);

/** HH:MM:SS.mmm of an instant, in UTC as the mock writes it. */
export function timeOfDay(instant) {
	const [, time, fraction = ""] = /T([\d:]+)\.?(\d*)/.exec(instant) ?? [, "–"];
	return `${time}.${fraction.padEnd(3, "0").slice(0, 3)}`;
}

export const toSecond = instant => timeOfDay(instant).slice(0, 8);

export const figure = number => number.toLocaleString("en-US");

export function duration(micros) {
	const millis = micros / 1000;
	return millis < 999.5 ? `${millis.toFixed(millis < 9.95 ? 1 : 0)} ms` : `${(millis / 1000).toFixed(1)} s`;
}

/** 1:05 or 2:00:00. */
export function countdown(millis) {
	const all = Math.ceil(millis / 1000);
	const hours = Math.floor(all / 3600);
	const two = number => String(number).padStart(2, "0");
	const minutes = Math.floor(all / 60) % 60;
	return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(all % 60)}`;
}
