/** Requests to the mock. Relative paths also work behind a proxy with a prefix. */

/** Returns the data of a page, and the number of the newest event that it includes. */
export async function call(method, path, body) {
	const json = body && { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
	const response = await fetch(`./${path}`, { method, cache: "no-store", ...json });
	const data = await response.json().catch(() => null);
	if (!response.ok) {
		throw new Error(data?.error ?? `The mock answered ${response.status}.`);
	}
	return { data, lastEvent: Number(response.headers.get("x-mock-last-event")) };
}

export const get = async path => (await call("GET", path)).data;
