/** The clock of the mock: it runs with the page's if it is real, and stands still if it is virtual. */

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
