/* Times of the shared screen. Lengths are measured by a steady clock that no one can set. */

export const ROTATE_SECONDS = 30;
const PATIENCE = { in_progress: 600, other: 120 };

const two = (number) => String(number).padStart(2, "0");

/* 3725 is 01.02.05. */
export function elapsed(seconds) {
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(".");
}

/* 07.05 */
export const timeOfDay = (date) => `${two(date.getHours())}.${two(date.getMinutes())}`;

/* How long a meeting lasts: runs on from what the server said, and stands still once it is closed. */
export class Stopwatch {
  constructor(now = () => performance.now()) {
    this.now = now;
    this.said = null;
  }

  /* ``seconds`` may be absent while the meeting has not begun. A running watch goes on by itself, so that an answer
   * that was long on its way does not set it back. */
  hear(seconds, state) {
    if (seconds === "" || seconds === null) { this.said = null; return; }
    if (this.said !== null && state !== "closed") return;
    this.said = Number(seconds);
    this.since = this.now();
  }

  seconds(state) {
    if (this.said === null) return 0;
    return this.said + (state === "in_progress" ? Math.floor((this.now() - this.since) / 1000) : 0);
  }
}

/* Whether the screen begins to turn by itself: left alone for longer than its meeting allows. */
export const isLeftAlone = (idleSeconds, state) => idleSeconds > (PATIENCE[state] ?? PATIENCE.other);
