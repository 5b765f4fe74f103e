/**
 * Keeps the row that is being read where it is on the screen while rows come and go. `tail` is a blank below the rows,
 * which lets even a short list scroll.
 */
export function createAnchor({ scroller, tail, rows, changed }) {
	let isFollowing = true;
	let ownScroll = -1;
	let pointed = 0;

	scroller.onscroll = () => {
		if (scroller.scrollTop !== ownScroll) {
			isFollowing = scroller.scrollTop <= 1;
		}
		changed();
	};

	// A row must not slip away from a pointer that is about to press it.
	scroller.onpointermove = () => {
		clearTimeout(pointed);
		pointed = setTimeout(() => {
			pointed = 0;
			changed();
		}, 2000);
	};

	/** The rows on the screen, if they are being read. */
	function read() {
		const focused = rows.querySelector(":focus-visible");
		if (isFollowing && !pointed && !focused && !rows.querySelector(".open")) {
			return [];
		}
		const frame = scroller.getBoundingClientRect();
		return [...rows.children].filter(row => {
			const { top, bottom } = row.getBoundingClientRect();
			return bottom > frame.top && top < frame.bottom;
		});
	}

	function scrollTo(top) {
		tail.style.height = `${Math.max(0, top + scroller.clientHeight - rows.offsetHeight)}px`;
		scroller.scrollTop = top;
		ownScroll = scroller.scrollTop;
	}

	return {
		isAtTop: () => scroller.scrollTop <= 1,
		/** Calls a function that changes the rows; it gets those that must stay. */
		around(change) {
			const visible = read();
			const anchor = visible.find(row => row.matches(".open")) ?? visible.find(row => row.matches(":focus-within")) ?? visible[0];
			const before = anchor?.getBoundingClientRect().top;
			change(visible);
			if (anchor?.isConnected) {
				scrollTo(scroller.scrollTop + anchor.getBoundingClientRect().top - before);
			} else if (isFollowing) {
				scrollTo(0);
			}
		},
		toTop() {
			scroller.focus({ preventScroll: true });
			scrollTo(0);
			isFollowing = true;
			changed();
		},
	};
}
