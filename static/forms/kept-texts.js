/* Keeps what is typed into any of Streamlit's text fields on this device until it has been sent, and puts
 * it back where a server that was restarted, a session that ended, or a closed page has lost it. Reports
 * and verdicts look after themselves (kept-form.js). */
const LOCAL = "gerak:";
const WEEK = 7 * 24 * 3600 * 1000;
// A receipt comes with the same drawing as the fresh form; it must be seen first.
const PAUSE = 800;
const FIELDS = '[data-testid="stTextInput"] input:not([type=password]), [data-testid="stTextArea"] textarea';
// What is searched for stands in the address.
const SEARCHES = ".st-key-cari, .st-key-periksa";
const RECEIPT = ".gb-receipt";
const WORDS = { back: "Isian yang belum terkirim dipulihkan dari perangkat ini.", drop: "Kosongkan" };

const known = new WeakMap();
// Sent together with the form that they belong to.
const typed = new Set();
let user = null;

function isWatched(field) {
  return field.matches && field.matches(FIELDS) && field.closest('[data-testid="stMain"]')
    && !field.closest(SEARCHES);
}

/* By the form's own name for the field. The key under which Streamlit draws it holds that name, and a number
 * that is new in every session. */
function keyOf(field) {
  const drawn = field.closest('[class*="st-key-"]');
  const name = drawn && [...drawn.classList].find((each) => each.startsWith("st-key-"));
  const lasting = name ? name.replace(/[0-9a-f]{32}/, "") : field.getAttribute("aria-label");
  return `${LOCAL}${user}:teks:${location.pathname}${location.search}:${lasting}`;
}

function read(key) {
  try {
    const left = JSON.parse(localStorage.getItem(key));
    if (left && Date.now() - left.at < WEEK) return left;
  } catch {}
  localStorage.removeItem(key);
  return null;
}

function remember(field) {
  if (!known.has(field)) return;
  const key = keyOf(field);
  const from = known.get(field);
  if (field.value === from) {
    localStorage.removeItem(key);
    return;
  }
  typed.add(key);
  try {
    localStorage.setItem(key, JSON.stringify({ text: field.value, from, at: Date.now() }));
  } catch {}
}

function forget() {
  for (const key of typed) localStorage.removeItem(key);
  typed.clear();
}

/* As if it had been typed: React hears of a value only through its own setter and the event. */
function put(field, text) {
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set;
  setter.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
}

function meet(field) {
  if (known.has(field)) return;
  known.set(field, field.value);
  setTimeout(() => {
    if (!field.isConnected || field === document.activeElement || field.value !== known.get(field)) return;
    const left = read(keyOf(field));
    // What the text was written over has changed since: then the newer one stays.
    if (!left || left.from !== field.value || left.text === field.value) return;
    put(field, left.text);
    tell(field, left.from);
  }, PAUSE);
}

function tell(field, from) {
  const note = document.createElement("p");
  note.className = "gb-put-back";
  note.setAttribute("role", "status");
  const drop = document.createElement("button");
  drop.type = "button";
  drop.textContent = WORDS.drop;
  drop.onclick = () => {
    put(field, from);
    note.remove();
  };
  note.append(WORDS.back, " ", drop);
  field.closest('[data-testid="stTextInput"], [data-testid="stTextArea"]').append(note);
}

function look(root) {
  if (root.nodeType !== 1) return;
  if (root.matches(RECEIPT) || root.querySelector(RECEIPT)) forget();
  for (const field of [root, ...root.querySelectorAll(FIELDS)]) if (isWatched(field)) meet(field);
}

function start() {
  document.addEventListener("input", (event) => { if (isWatched(event.target)) remember(event.target); }, true);
  new MutationObserver((changes) => {
    for (const change of changes) change.addedNodes.forEach(look);
  }).observe(document.body, { childList: true, subtree: true });
  look(document.body);
}

export default function (component) {
  const first = user === null;
  user = component.data.user;
  if (first) start();
}
