/* What our scripts know of Streamlit's own markup; its stylesheet is streamlit.css. A new Streamlit is met here. */

export const TEXT_FIELDS =
  '[data-testid="stTextInput"] input:not([type=password]), [data-testid="stTextArea"] textarea';
const KEYED = "st-key-";

export const main = () => document.querySelector('[data-testid="stMain"]');

export function toTop() {
  main()?.scrollTo(0, 0);
}

/* The element that a text field stands in together with its label. */
export const around = (field) => field.closest('[data-testid="stTextInput"], [data-testid="stTextArea"]');

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
