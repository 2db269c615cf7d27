/* What a form is answered with stands at the head of its page, and the finger is at its foot: the answer is brought into
 * sight. What is drawn above it afterwards moves it, so it is looked after for a moment, unless the reader moves on. */
const ANSWERS = ".gb-receipt[data-form], .gb-refusal:not(.gb-problem)";
const LOOKS = 10;
const PAUSE = 150;
const MOVES = ["wheel", "touchmove", "pointerdown", "keydown"];

let looking = null;

/* Of what was just drawn: the first answer in it. */
export function bringIntoSight(drawn) {
  const answer = drawn.matches(ANSWERS) ? drawn : drawn.querySelector(ANSWERS);
  if (!answer) return;
  looking?.abort();
  const { signal } = looking = new AbortController();
  for (const move of MOVES) addEventListener(move, () => looking.abort(), { signal, capture: true, passive: true });
  look(answer, signal, LOOKS);
}

function look(answer, signal, times) {
  if (signal.aborted || !answer.isConnected) return;
  answer.scrollIntoView({ block: "nearest" });
  if (times > 1) setTimeout(() => look(answer, signal, times - 1), PAUSE);
  else looking.abort();
}
