/* What our scripts know of Streamlit's own markup; its stylesheet is streamlit.css. A new Streamlit is met here. */

export const TEXT_FIELDS =
  '[data-testid="stTextInput"] input:not([type=password]), [data-testid="stTextArea"] textarea';
const KEYED = "st-key-";

export const main = () => document.querySelector('[data-testid="stMain"]');

const isAtRest = () => document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]') !== null;

export function toTop() {
  main()?.scrollTo(0, 0);
}

/* Streamlit enters another page in two steps: it notes the old page with the new parameters, then the new page. Nobody
 * was at the place between, so the way back must not lead there. Before any other step the page that is left is still
 * drawn: then `leaving` is called, and `entered` after it. What is the same place by another name is no step, either.
 * Returns what ends it. */
export function stepsOfHistory({ isBetween, isHere, leaving, entered }) {
  const push = history.pushState;
  history.pushState = function (state, unused, url) {
    const address = new URL(url, location.href);
    if (isBetween(address)) return;
    if (isHere(address)) {
      history.replaceState(state, unused, url);
    } else {
      leaving();
      push.call(history, state, unused, url);
    }
    entered();
  };
  return () => { history.pushState = push; };
}

const OVER_THE_PAGE = matchMedia("(max-width: 768px)"); // there the menu lies over what it leads to

/* The link of the menu that was clicked, or null. */
export const linkOfMenu = (target) => target.closest?.('[data-testid="stSidebarNavLink"]') ?? null;

export function foldMenuAway() {
  if (OVER_THE_PAGE.matches) document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
}

const OWN_MOVES = ["wheel", "touchstart", "keydown", "pointerdown"];

let stopScrolling = null;

/* As far down as before, as soon as the page is drawn and long enough; a reader who moves has the say. It counts as
 * reached when it has stayed so for a second, for the old page stands until the new one begins to come. */
export function scrollBackTo(top, { step = 100, steps = 100, stays = 10 } = {}) {
  stopScrolling?.(); // of two steps back in a row the last one counts
  let stayed = 0;
  const timer = setInterval(() => {
    const place = main();
    if (place && isAtRest()) {
      stayed = Math.abs(place.scrollTop - top) < 2 ? stayed + 1 : 0;
      place.scrollTo(0, top);
    }
    steps -= 1;
    if (!steps || stayed === stays) stop();
  }, step);
  const stop = () => {
    clearInterval(timer);
    for (const move of OWN_MOVES) removeEventListener(move, stop, true);
    stopScrolling = null;
  };
  for (const move of OWN_MOVES) addEventListener(move, stop, true);
  stopScrolling = stop;
}

/* Where the reader stands, or null while the page is still on its way to where it was left. */
export const placeOf = () => (stopScrolling ? null : main()?.scrollTop || 0);

/* Where something of ours may stand below a text field. Inside the field's own element it would not do: when the
 * focus moves to a button there, Streamlit takes it for staying in the field, and does not send what was typed. */
export const below = (field) => field.closest('[data-testid="stTextInput"], [data-testid="stTextArea"]').parentElement;

export const isWithin = (element, key) => element.closest(`.${KEYED}${key}`) !== null;

/* The key under which Streamlit drew an element, or null. Ours hold a name, and sometimes a number that is new in
 * every session; it is left out. */
export function keyOf(element) {
  const drawn = element.closest(`[class*="${KEYED}"]`);
  const name = drawn && [...drawn.classList].find((each) => each.startsWith(KEYED));
  return name ? name.replace(/[0-9a-f]{32}/, "") : null;
}

/* As if it had been typed: React hears of a value only through its own setter and the event. */
export function type(field, text) {
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set;
  setter.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
}
