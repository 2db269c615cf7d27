/* Two who write at once, and what becomes of a text that was left behind. */

/* The text to put back into a field that shows ``shown``, or null. What it was written over may have changed since:
 * then the newer one stays. */
export function putBack(left, shown) {
  if (!left || left.from !== shown || left.text === shown) return null;
  return left.text;
}

/* Whether a form that is still on the page may stand in for the fresh one: not when it was sent, and not when the
 * server has a version that it never saw, unless something in it has yet to be saved. */
export function mayStay(form, freshVersion) {
  return !form.stopped && (form.unsynced || form.version === freshVersion);
}

/* Both texts were shown and one was chosen: what is filled in, and what happens then. ``what`` was under way. */
export function chosen(which, { what, said }) {
  if (which === "mine") return { texts: null, then: what };
  if (said.sent) return { texts: null, then: "discard" };
  return { texts: said.theirs, then: "save" };
}

/* Of what the server turned away, with its reasons: the fields that still hold the very text it was asked about. */
export function stillStands(withheld, asked, now) {
  return Object.keys(withheld).filter((name) => asked[name] === now[name]);
}

/* What is hidden because of another answer is not sent. */
export function consistent(values) {
  return values.blocked === "" ? { ...values, obstacle: "", helper: "" } : values;
}
