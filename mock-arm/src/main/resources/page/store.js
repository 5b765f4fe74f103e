/** The newest journal entries, by number. */

const MOST = 2000;
/** Longer bodies are not kept here; an open row reads them from the mock. */
const LONGEST_BODY = 4096;

export function createStore() {
  const entries = new Map();
  let numbers = [];
  let isSorted = true;

  function put(entry) {
    const long = (entry.body?.length ?? 0) > LONGEST_BODY;
    if (!entries.has(entry.number)) {
      isSorted &&= numbers.length === 0 || entry.number > numbers.at(-1);
      numbers.push(entry.number);
    }
    entries.set(entry.number, long ? { ...entry, body: undefined } : entry);
    if (numbers.length > MOST * 1.25) {
      sort();
      numbers.splice(0, numbers.length - MOST).forEach(number => entries.delete(number));
    }
  }

  function sort() {
    if (!isSorted) {
      numbers.sort((a, b) => a - b);
      isSorted = true;
    }
  }

  return {
    put,
    get: number => entries.get(number),
    get size() {
      return entries.size;
    },
    clear() {
      entries.clear();
      numbers = [];
    },
    /** The newest entries that match, newest first. */
    newest(matches, most) {
      sort();
      const found = [];
      for (let i = numbers.length - 1; i >= 0 && found.length < most; i--) {
        const entry = entries.get(numbers[i]);
        if (matches(entry)) {
          found.push(entry);
        }
      }
      return found;
    },
  };
}
