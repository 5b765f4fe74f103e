/** The clock of the mock: it runs with this page's if it is real, and stands still if it is virtual. */

let time = 0;
let mark = 0;
let real = true;

export function setClock({ now, clock }) {
  time = Date.parse(now);
  mark = performance.now();
  real = clock === "real";
}

export const isReal = () => real;

/** The milliseconds since 1970. */
export const mockNow = () => time + (real ? performance.now() - mark : 0);
