/** Runs a job in an animation frame, however often it is asked for, at most five times a second. */
export function paced(job) {
	let asked = false;
	let next = 0;
	return () => {
		if (!asked) {
			asked = true;
			setTimeout(() => requestAnimationFrame(() => {
				asked = false;
				next = performance.now() + 200;
				job();
			}), next - performance.now());
		}
	};
}

/** Runs an asynchronous job soon after it is asked for, never twice at once, with two seconds between. */
export function refreshed(job) {
	let asked = false;
	let busy = false;
	async function run() {
		asked = false;
		// A failure is not shown: the stream tells that the connection is lost, and everything is loaded after that.
		await job().catch(() => {});
		setTimeout(() => {
			busy = asked;
			if (asked) {
				run();
			}
		}, 2000);
	}
	return () => {
		asked = true;
		if (!busy) {
			busy = true;
			setTimeout(run, 100);
		}
	};
}
