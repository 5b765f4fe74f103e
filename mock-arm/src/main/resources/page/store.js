/** The newest journal entries, by number. */

const MOST = 2000;
/** Longer bodies are not kept here; an open row reads them from the mock. */
const LONGEST_BODY = 4096;

export function createStore() {
	const entries = new Map();

	return {
		get: number => entries.get(number),
		clear: () => entries.clear(),
		size: () => entries.size,
		put(entry) {
			entries.set(entry.number, entry.body?.length > LONGEST_BODY ? { ...entry, body: undefined } : entry);
			if (entries.size > MOST * 1.2) {
				numbers().slice(MOST).forEach(number => entries.delete(number));
			}
		},
		/** The newest entries that match, newest first. */
		newest(matches, most) {
			const found = [];
			for (const number of numbers()) {
				if (found.length >= most) {
					break;
				}
				if (matches(entries.get(number))) {
					found.push(entries.get(number));
				}
			}
			return found;
		},
	};

	/** Newest first; entries that the stream skipped are added later, out of order. */
	function numbers() {
		return [...entries.keys()].sort((a, b) => b - a);
	}
}
