/** Limits how often a job runs; `run` gets its start, after which it can be asked for again. */
function limited(run, delay, pause) {
	let isAsked = false;
	let next = 0;
	const started = () => {
		isAsked = false;
		next = performance.now() + pause;
	};
	return () => {
		if (!isAsked) {
			isAsked = true;
			setTimeout(() => run(started), Math.max(delay, next - performance.now()));
		}
	};
}

/** A job for animation frames, at most five times a second. */
export const paced = job => limited(started => requestAnimationFrame(() => {
	started();
	job();
}), 0, 200);

/** A request to the mock, once in two seconds. If it fails, so does the stream, and then everything is loaded. */
export const refreshed = job => limited(started => {
	started();
	job().catch(() => {});
}, 100, 2000);

/** A request to the mock, half a second after the last call. */
export function settled(job) {
	let timer;
	return () => {
		clearTimeout(timer);
		timer = setTimeout(() => job().catch(() => {}), 500);
	};
}
