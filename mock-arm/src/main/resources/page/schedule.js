/** Runs a job in an animation frame, however often it is asked for, with a pause after each run. */
export function paced(job, pause = 200) {
  let asked = false;
  let last = -pause;
  const run = () => {
    asked = false;
    last = performance.now();
    job();
  };
  return () => {
    if (!asked) {
      asked = true;
      const wait = last + pause - performance.now();
      const frame = () => requestAnimationFrame(run);
      wait > 0 ? setTimeout(frame, wait) : frame();
    }
  };
}

/** Runs an asynchronous job soon after it is asked for, never twice at once, with a pause after each run. */
export function refreshed(job, pause = 2000) {
  let asked = false;
  let busy = false;
  async function run() {
    busy = true;
    asked = false;
    try {
      await job();
    } catch {
      // The stream tells that the connection is lost, and everything is loaded again after that.
    }
    setTimeout(() => {
      busy = false;
      if (asked) {
        run();
      }
    }, pause);
  }
  return () => {
    asked = true;
    if (!busy) {
      busy = true;
      setTimeout(run, 100);
    }
  };
}
