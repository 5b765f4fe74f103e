/** Requests to the mock. Paths are relative, so that the page also works behind a proxy with a prefix. */

async function call(path, options) {
  const response = await fetch(`./${path}`, { cache: "no-store", ...options });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(errorIn(text) ?? `The mock answered ${response.status}.`);
  }
  return { data: text ? JSON.parse(text) : null, lastEvent: Number(response.headers.get("x-mock-last-event") ?? 0) };
}

function errorIn(text) {
  try {
    return JSON.parse(text).error;
  } catch {
    return null;
  }
}

/** Returns a page with the number of the last event before it was copied. */
export const page = path => call(path);

export const get = async path => (await call(path)).data;

export const remove = path => call(path, { method: "DELETE" });

export const post = (path, body) =>
  call(path, {
    method: "POST",
    ...(body && { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
  });

/** The address of the mock as this browser sees it, without a slash at its end. */
export const base = () => new URL("..", document.baseURI).href.replace(/\/$/, "");
