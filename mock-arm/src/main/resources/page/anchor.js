/** Keeps the row that is being read where it is on the screen while rows are added and removed. */

const POINTER_MILLIS = 3000;

/** `scroller` scrolls the rows; `tail` is a blank below them, which lets even a short list scroll. */
export function createAnchor({ scroller, tail, rows, onChange }) {
  let isFollowing = true;
  let ownScroll = -1;
  let pointerUntil = 0;

  scroller.addEventListener("scroll", () => {
    if (Math.abs(scroller.scrollTop - ownScroll) > 1) {
      isFollowing = scroller.scrollTop <= 1;
    }
    ownScroll = -1;
    onChange();
  });

  // A row must not slip away under a pointer that is about to press it.
  scroller.addEventListener("pointermove", event => {
    if (event.pointerType === "mouse") {
      pointerUntil = performance.now() + POINTER_MILLIS;
      setTimeout(onChange, POINTER_MILLIS + 50);
    }
  });

  const isPointed = () => pointerUntil > performance.now() && scroller.matches(":hover");
  const focusedRow = () => {
    const focused = document.activeElement;
    return focused?.matches(":focus-visible") ? focused.closest(".row") : null;
  };

  function isReading() {
    return !isFollowing || isPointed() || rows.querySelector(".row.open") != null || rows.contains(focusedRow());
  }

  function visibleRows() {
    const frame = scroller.getBoundingClientRect();
    const visible = [];
    for (const row of rows.children) {
      const box = row.getBoundingClientRect();
      if (box.top >= frame.bottom) {
        break;
      }
      if (box.bottom > frame.top) {
        visible.push(row);
      }
    }
    return visible;
  }

  function scrollTo(top) {
    const content = rows.offsetHeight;
    tail.style.height = `${Math.max(0, top + scroller.clientHeight - content)}px`;
    if (Math.abs(scroller.scrollTop - top) > 0.5) {
      scroller.scrollTop = top;
      ownScroll = scroller.scrollTop;
    }
  }

  return {
    /** The rows that must not be removed now. */
    kept: () => (isReading() ? visibleRows() : []),
    get isAtTop() {
      return scroller.scrollTop <= 1;
    },
    /** Changes the rows without moving those that are read. */
    around(change) {
      const visible = isReading() ? visibleRows() : [];
      const anchor = visible.find(row => row.classList.contains("open")) ?? visible.find(row => row === focusedRow()) ?? visible[0];
      const before = anchor?.getBoundingClientRect().top;
      change();
      scrollTo(anchor?.isConnected ? scroller.scrollTop + anchor.getBoundingClientRect().top - before : isFollowing ? 0 : scroller.scrollTop);
    },
    toTop() {
      isFollowing = true;
      pointerUntil = 0;
      scroller.focus({ preventScroll: true });
      scrollTo(0);
    },
  };
}
