/* What our scripts know of Streamlit's own markup; its stylesheet is streamlit.css. A new Streamlit is met here. */

export const TEXT_FIELDS =
  '[data-testid="stTextInput"] input:not([type=password]), [data-testid="stTextArea"] textarea';
const KEYED = "st-key-";

/* What is chosen rather than typed. */
export const PICKS = ["stSelectbox", "stMultiSelect", "stDateInput", "stSlider", "stButtonGroup", "stRadio", "stCheckbox"]
  .map((each) => `[data-testid="${each}"]`).join();
const VALUES = 'input[type="date"], input[type="range"]';
const BOX = 'input[role="combobox"]';
const TOUCHED = '[role="radio"], [role="checkbox"], input[type="radio"], input[type="checkbox"]';
const A_MOMENT = 100;

export const main = () => document.querySelector('[data-testid="stMain"]');

/* The page, or what it has unfolded over itself. */
export const isOnPage = (element) => Boolean(element.closest?.('[data-testid="stMain"], [data-testid="stPopoverBody"]'));

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

/* What stood in fields that were typed into before anybody looked after them (server/templates/streamlit.js). */
export function typedEarly() {
  const early = window.gerakEarly ?? new Map();
  delete window.gerakEarly;
  return early;
}

/* Where something of ours may stand below a text field. Inside the field's own element it would not do: when the
 * focus moves to a button there, Streamlit takes it for staying in the field, and does not send what was typed. */
export const below = (field) => field.closest(`[data-testid="stTextInput"], [data-testid="stTextArea"], ${PICKS}`).parentElement;

export const isWithin = (element, key) => element.closest(`.${KEYED}${key}`) !== null;

/* Whether a field belongs to a form, which is a new one in every session; a filter stands in the address. */
export const isOfForm = (element) => /[0-9a-f]{32}/.test(keyed(element)?.className ?? "");

/* Which form it belongs to, by the name that forms.field gave it. */
export const formOf = (element) => keyed(element)?.className.match(/st-key-(\S*)_[0-9a-f]{32}_/)?.[1] ?? null;

/* A form's name as it stands in such a key. */
export const inKey = (form) => form.replace(/[^a-zA-Z0-9_-]/g, "-");

const keyed = (element) => element.closest(`[class*="${KEYED}"]`);

/* The key under which Streamlit drew an element, or null. Ours hold a name, and sometimes a number that is new in
 * every session; it is left out. */
export function keyOf(element) {
  const drawn = keyed(element);
  const name = drawn && [...drawn.classList].find((each) => each.startsWith(KEYED));
  return name ? name.replace(/[0-9a-f]{32}/, "") : null;
}

/* As if it had been typed: React hears of a value only through its own setter and the event. */
export function type(field, text, leave = true) {
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set;
  setter.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  if (leave) field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
}

const labelOf = (button) => (button.closest("label") ?? button).textContent;
const isOn = (button) => button.checked ?? button.getAttribute("aria-checked") === "true";

/* What is chosen, a line each; null while it is being chosen, and where only Streamlit knows it. */
export function picked(place) {
  const values = [...place.querySelectorAll(VALUES)];
  const box = place.querySelector(BOX);
  const buttons = [...place.querySelectorAll(TOUCHED)];
  if (box?.getAttribute("aria-expanded") === "true") return null;
  if (values.length) return values.map((each) => each.value).join("\n");
  if (box) return [...place.querySelectorAll("[data-tag]")].map((tag) => tag.textContent).concat(box.value || []).join("\n");
  return buttons.length ? buttons.filter(isOn).map(labelOf).join("\n") : null;
}

/* Chooses that, as a hand would; what is no longer offered stays as it is. Whoever was at a button is at it again. */
export async function pick(place, text, mayGoOn = () => true) {
  const wanted = text.split("\n");
  const values = [...place.querySelectorAll(VALUES)];
  const box = place.querySelector(BOX);
  const before = document.activeElement;
  if (values.length) values.forEach((each, number) => type(each, wanted[number] ?? ""));
  else if (box) for (const label of wanted) { if (mayGoOn()) await choose(box, label); }
  else for (const button of place.querySelectorAll(TOUCHED)) if (isOn(button) !== wanted.includes(labelOf(button))) button.click();
  if (box && before?.isConnected && document.activeElement === document.body) before.focus({ preventScroll: true });
  await rest();
}

async function choose(box, label) {
  box.focus({ preventScroll: true });
  type(box, label, false);
  const offered = await until(() => [...listOf(box)].find((each) => each.textContent === label));
  if (offered) offered.click();
  else box.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  await until(() => box.getAttribute("aria-expanded") !== "true");
  if (document.activeElement === box) box.blur();
}

const listOf = (box) => document.getElementById(box.getAttribute("aria-controls"))?.querySelectorAll('[role="option"]') ?? [];

/* What it finds, as soon as it finds it; nothing after two seconds. */
async function until(find) {
  for (let turn = 0; turn < 20; turn += 1) {
    const found = find();
    if (found) return found;
    await rest();
  }
  return undefined;
}

const rest = () => new Promise((done) => { setTimeout(done, A_MOMENT); });
