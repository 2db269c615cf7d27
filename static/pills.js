/* A row of choices that goes on beyond the edge of a phone begins where its chosen one stands: what is chosen is seen.
 * Whoever chooses by the keyboard goes on from there, though the row is drawn anew. */
const ROWS = ".gb-pills";

const nameOf = (row) => row?.getAttribute("aria-label") ?? null;

export default function () {
  // The row in which the keyboard is, or was when it was drawn anew.
  let at = null;

  const begin = (row) => {
    const chosen = row.querySelector("[aria-current]");
    if (!chosen) return;
    const middle = chosen.offsetLeft - row.offsetLeft + chosen.offsetWidth / 2;
    row.scrollLeft = middle - row.clientWidth / 2;
    if (at !== null && nameOf(row) === at && document.activeElement === document.body) chosen.focus({ preventScroll: true });
  };
  const every = (root = document) => root.querySelectorAll(ROWS).forEach(begin);
  const look = (drawn) => {
    if (drawn.nodeType !== 1) return;
    if (drawn.matches(ROWS)) begin(drawn);
    every(drawn);
  };
  const resized = () => every();
  const comes = ({ target }) => { at = nameOf(target.closest?.(ROWS)); };

  const observer = new MutationObserver((changes) => {
    for (const { addedNodes } of changes) addedNodes.forEach(look);
  });
  observer.observe(document.body, { childList: true, subtree: true });
  addEventListener("resize", resized);
  for (const entry of ["focusin", "pointerdown"]) document.addEventListener(entry, comes);
  every();
  return () => {
    observer.disconnect();
    removeEventListener("resize", resized);
    for (const entry of ["focusin", "pointerdown"]) document.removeEventListener(entry, comes);
  };
}
