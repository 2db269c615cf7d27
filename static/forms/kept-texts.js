/* Keeps what is typed into any of Streamlit's text fields, and what is chosen in a form, on this device until it has
 * been sent, and puts it back where a server that was restarted, a session that ended, or a closed page has lost it.
 * Reports and verdicts look after themselves (kept-form.js). */
import { PICKS, TEXT_FIELDS, below, isOfForm, isWithin, keyOf, main, pick, picked, type, typedEarly } from "../streamlit.js";
import { Shelf, holdsNik } from "./device.js";
import { putBack } from "./merge.js";
import { Line } from "./outbox.js";
import { tellState } from "./states.js";

// A receipt comes with the same drawing as the fresh form; it must be seen first.
const PAUSE = 800;
const TRIES = 6;
// A choice is drawn a moment after it is made.
const SHOWN = 250;
// What is searched for stands in the address.
const SEARCHES = ["cari", "kata", "periksa"];
const RECEIPT = ".gb-receipt";
const WRITTEN_IN = "input, textarea, [contenteditable]";
const WORDS = { back: "Isian yang belum terkirim dipulihkan dari perangkat ini.", drop: "Kosongkan" };

// What stood in a field before it was typed into.
const known = new WeakMap();
const touched = new WeakSet();
// Choices that somebody has been at.
const opened = new WeakSet();
const told = new WeakMap();
// Sent together with the form that they belong to.
const typed = new Set();
// Lists of choices open one at a time.
const hands = new Line();
let shelf = null;
let choosing = null;

const isPick = (field) => field.matches(PICKS);
const shown = (field) => (isPick(field) ? picked(field) : field.value);

function isWatched(field) {
  return field.matches && main()?.contains(field)
    && (field.matches(TEXT_FIELDS) ? !SEARCHES.some((key) => isWithin(field, key)) : isPick(field) && isOfForm(field));
}

/* By the form's own name for the field, on this page. */
function nameOf(field) {
  return `teks:${location.pathname}${location.search}:${keyOf(field) ?? field.getAttribute("aria-label")}`;
}

/* A field may be drawn empty and be given its value a moment later. */
function begin(field) {
  const text = shown(field);
  if (text !== null && !touched.has(field)) known.set(field, text);
}

function remember(field) {
  if (!known.has(field)) return;
  const text = shown(field);
  if (text === null) return;
  touched.add(field);
  const name = nameOf(field);
  const from = known.get(field);
  if (text === from) {
    shelf.forget(name);
    say(field, "");
    return;
  }
  typed.add(name);
  if (holdsNik(text)) shelf.forget(name);
  say(field, !holdsNik(text) && shelf.keep(name, { text, from }) ? "waits" : "nowhere");
}

/* A list or calendar hangs elsewhere on the page; what is clicked there belongs to the field that opened it. */
function follow(event) {
  const field = event.target.closest?.(PICKS);
  if (field && isWatched(field) && !opened.has(field)) begin(field);
  if (field) opened.add(field);
  if (field || main()?.contains(event.target)) choosing = field && isWatched(field) ? field : null;
}

function chosen() {
  const field = choosing;
  if (field) setTimeout(() => { if (field.isConnected) remember(field); }, SHOWN);
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
  if (!field.isConnected || field.contains(document.activeElement) || touched.has(field)) return;
  const left = shelf.readRecent(nameOf(field));
  if (!left) return;
  const text = putBack(left, shown(field));
  if (text === null || (isPick(field) && !isFree(field))) {
    // What is folded away is put back when it is unfolded.
    if (tries > 1) setTimeout(() => restore(field, field.checkVisibility() ? tries - 1 : tries), PAUSE);
    return;
  }
  begin(field);
  if (isPick(field)) hands.send(() => choose(field, text));
  else {
    type(field, text);
    tell(field, () => type(field, left.from));
  }
}

/* Nobody is writing or choosing elsewhere, who would lose the caret. */
const isFree = (field) => field.checkVisibility() && !document.activeElement?.matches(WRITTEN_IN);

async function choose(field, text) {
  if (!field.isConnected || !isFree(field)) { restore(field, TRIES); return; }
  await pick(field, text);
  if (shown(field) !== text) return;
  remember(field);
  tell(field);
}

/* ``empty`` takes it back, where a field can be emptied. */
function tell(field, empty) {
  const note = document.createElement("p");
  note.className = "gb-put-back";
  note.setAttribute("role", "status");
  note.append(WORDS.back);
  if (empty) {
    const drop = document.createElement("button");
    drop.type = "button";
    drop.textContent = WORDS.drop;
    drop.onclick = () => {
      empty();
      note.remove();
    };
    note.append(" ", drop);
  }
  below(field).append(note);
}

function look(root) {
  if (root.nodeType !== 1) return;
  if (root.matches(RECEIPT) || root.querySelector(RECEIPT)) forget();
  for (const field of [root, ...root.querySelectorAll(`${TEXT_FIELDS}, ${PICKS}`)]) if (isWatched(field)) meet(field);
}

function start() {
  document.addEventListener("beforeinput", (event) => { if (isWatched(event.target)) begin(event.target); }, true);
  document.addEventListener("input", (event) => { if (isWatched(event.target)) remember(event.target); }, true);
  for (const entry of ["pointerdown", "focusin"]) document.addEventListener(entry, follow, true);
  for (const move of ["click", "keyup", "change", "focusout"]) document.addEventListener(move, chosen, true);
  new MutationObserver((changes) => {
    for (const change of changes) change.addedNodes.forEach(look);
  }).observe(document.body, { childList: true, subtree: true });
  for (const [field, before] of typedEarly()) {
    if (!isWatched(field)) continue;
    known.set(field, before);
    remember(field);
  }
  look(document.body);
}

export default function (component) {
  const isFirst = shelf === null;
  shelf = new Shelf(component.data.user);
  if (isFirst) start();
}
