/** Limits how often a job runs. Once it calls `started`, it can be requested again. */
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

/** A request to the mock, at most every 2 seconds. If it fails, the next call tries again. */
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
