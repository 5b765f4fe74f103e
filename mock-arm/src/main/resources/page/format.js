/** Texts for times and figures. */

/** HH:MM:SS.mmm of an instant, in UTC as the mock writes it. */
export function timeOfDay(instant) {
  const [, seconds, fraction = ""] = /T(\d\d:\d\d:\d\d)(?:\.(\d+))?/.exec(instant) ?? [, "–"];
  return `${seconds}.${fraction.padEnd(3, "0").slice(0, 3)}`;
}

export const seconds = instant => timeOfDay(instant).slice(0, 8);

export const figure = number => number.toLocaleString("en-US");

export function took(micros) {
  if (micros < 9_950) {
    return `${(micros / 1000).toFixed(1)} ms`;
  }
  return micros < 999_500 ? `${Math.round(micros / 1000)} ms` : `${(micros / 1e6).toFixed(1)} s`;
}

/** 1:05, 2:00:00 or 3 d 4 h. */
export function countdown(millis) {
  const all = Math.ceil(millis / 1000);
  const two = number => String(number).padStart(2, "0");
  const [days, hours, minutes] = [Math.floor(all / 86_400), Math.floor(all / 3600) % 24, Math.floor(all / 60) % 60];
  if (days > 0) {
    return `${figure(days)} d ${hours} h`;
  }
  return hours > 0 ? `${hours}:${two(minutes)}:${two(all % 60)}` : `${minutes}:${two(all % 60)}`;
}
