/* Keeps what is typed into any of Streamlit's text fields on this device until it has been sent, and puts
 * it back where a server that was restarted, a session that ended, or a closed page has lost it. Reports
 * and verdicts look after themselves (kept-form.js). */
import { TEXT_FIELDS, below, isWithin, keyOf, main, type } from "../streamlit.js";
import { Shelf } from "./device.js";
import { putBack } from "./merge.js";
import { tellState } from "./states.js";

// A receipt comes with the same drawing as the fresh form; it must be seen first.
const PAUSE = 800;
const TRIES = 6;
// What is searched for stands in the address.
const SEARCHES = ["cari", "kata", "periksa"];
const RECEIPT = ".gb-receipt";
const WORDS = { back: "Isian yang belum terkirim dipulihkan dari perangkat ini.", drop: "Kosongkan" };

// What stood in a field before it was typed into.
const known = new WeakMap();
const touched = new WeakSet();
const told = new WeakMap();
// Sent together with the form that they belong to.
const typed = new Set();
let shelf = null;

function isWatched(field) {
  return field.matches && field.matches(TEXT_FIELDS) && main()?.contains(field)
    && !SEARCHES.some((key) => isWithin(field, key));
}

/* By the form's own name for the field, on this page. */
function nameOf(field) {
  return `teks:${location.pathname}${location.search}:${keyOf(field) ?? field.getAttribute("aria-label")}`;
}

/* A field may be drawn empty and be given its value a moment later. */
function begin(field) {
  if (!touched.has(field)) known.set(field, field.value);
}

function remember(field) {
  if (!known.has(field)) return;
  touched.add(field);
  const name = nameOf(field);
  const from = known.get(field);
  if (field.value === from) {
    shelf.forget(name);
    say(field, "");
    return;
  }
  typed.add(name);
  say(field, shelf.keep(name, { text: field.value, from }) ? "waits" : "nowhere");
}

/* Of each field, where this very text is; whether it is accepted, the form itself says beneath it. */
function say(field, state) {
  if (!told.has(field) || !told.get(field).isConnected) {
    if (!state) return;
    const place = document.createElement("small");
    place.className = "gb-field-state gb-text-state";
    below(field).append(place);
    told.set(field, place);
  }
  tellState(told.get(field), state);
}

function forget() {
  for (const name of typed) shelf.forget(name);
  typed.clear();
  for (const place of document.querySelectorAll(".gb-text-state")) place.remove();
}

function meet(field) {
  if (known.has(field)) return;
  begin(field);
  setTimeout(() => restore(field, TRIES), PAUSE);
}

function restore(field, tries) {
  if (!field.isConnected || field === document.activeElement || touched.has(field)) return;
  const left = shelf.readRecent(nameOf(field));
  if (!left) return;
  const text = putBack(left, field.value);
  if (text === null) {
    if (tries > 1) setTimeout(() => restore(field, tries - 1), PAUSE);
    return;
  }
  begin(field);
  type(field, text);
  tell(field, left.from);
}

function tell(field, from) {
  const note = document.createElement("p");
  note.className = "gb-put-back";
  note.setAttribute("role", "status");
  const drop = document.createElement("button");
  drop.type = "button";
  drop.textContent = WORDS.drop;
  drop.onclick = () => {
    type(field, from);
    note.remove();
  };
  note.append(WORDS.back, " ", drop);
  below(field).append(note);
}

function look(root) {
  if (root.nodeType !== 1) return;
  if (root.matches(RECEIPT) || root.querySelector(RECEIPT)) forget();
  for (const field of [root, ...root.querySelectorAll(TEXT_FIELDS)]) if (isWatched(field)) meet(field);
}

function start() {
  document.addEventListener("beforeinput", (event) => { if (isWatched(event.target)) begin(event.target); }, true);
  document.addEventListener("input", (event) => { if (isWatched(event.target)) remember(event.target); }, true);
  new MutationObserver((changes) => {
    for (const change of changes) change.addedNodes.forEach(look);
  }).observe(document.body, { childList: true, subtree: true });
  look(document.body);
}

export default function (component) {
  const isFirst = shelf === null;
  shelf = new Shelf(component.data.user);
  if (isFirst) start();
}
