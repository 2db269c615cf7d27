/* Keeps what is typed into any of Streamlit's text fields, and what is chosen in a form, on this device until it has
 * been sent, and puts it back where a server that was restarted, a session that ended, or a closed page has lost it.
 * Reports and verdicts look after themselves (kept-form.js). */
import {
  PICKS, TEXT_FIELDS, below, formOf, inKey, isOfForm, isOnPage, isWithin, keyOf, pick, picked, type, typedEarly,
} from "../streamlit.js";
import { bringIntoSight } from "./answers.js";
import { Shelf, holdsNik } from "./device.js";
import { putBack } from "./merge.js";
import { Line } from "./outbox.js";
import { tellState } from "./states.js";

// A receipt comes with the same drawing as the fresh form; it must be seen first.
const PAUSE = 800;
const TRIES = 6;
// So long it takes, at most, until all pages of a server that was renewed are drawn anew.
const AT_ONCE = 3000;
// A choice is drawn a moment after it is made.
const SHOWN = 250;
// What is searched for stands in the address.
const SEARCHES = ["cari", "kata", "periksa"];
const RECEIPT = ".gb-receipt[data-form]";
const WRITTEN_IN = "input, textarea, [contenteditable]";
const WORDS = {
  back: "Isian yang belum terkirim dipulihkan dari perangkat ini.", drop: "Kosongkan",
  earlier: "Isian Anda sebelumnya:", take: "Pakai", leave: "Buang",
};

// What stood in a field before it was typed into.
const known = new WeakMap();
const touched = new WeakSet();
// Choices that somebody has been at.
const opened = new WeakSet();
const told = new WeakMap();
// Room beneath a field for what is said of a text that comes back, from the moment at which the field is drawn.
const rooms = new WeakMap();
// The names under which each form's fields are kept; what was sent is forgotten.
const ofForm = new Map();
// What this page itself has kept, put back or offered, by name: nothing else on the device is its to throw away.
const mine = new Map();
// Lists of choices open one at a time.
const hands = new Line();
let shelf = null;
let choosing = null;
// What Streamlit last gave us to speak with.
let line = null;

const isPick = (field) => field.matches(PICKS);
const shown = (field) => (isPick(field) ? picked(field) : field.value);

function isWatched(field) {
  return field.matches && isOnPage(field)
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
  const name = nameOf(field);
  const from = known.get(field);
  if (text === from) {
    // Passed over, but not changed: what an earlier page has kept may still come back.
    if (!touched.has(field)) return;
    forgetMine(name);
    say(field, "");
    return;
  }
  touched.add(field);
  const isKept = !holdsNik(text) && shelf.keep(name, { text, from });
  if (isKept) mine.set(name, text);
  else forgetMine(name);
  say(field, isKept ? "waits" : "nowhere");
}

/* What another page of this browser has kept meanwhile, nobody has seen here; it stays. */
function forgetMine(name) {
  if (shelf.read(name)?.text === mine.get(name)) shelf.forget(name);
  mine.delete(name);
}

/* Another page of this browser has kept, emptied or sent the same field: what stands here says whether it is kept. */
function keptElsewhere({ key, storageArea }) {
  if (storageArea !== localStorage) return;
  for (const field of document.querySelectorAll(`${TEXT_FIELDS}, ${PICKS}`)) {
    if (!told.has(field) || (key !== null && !shelf.isAt(key, nameOf(field)))) continue;
    const text = shown(field);
    if (text === known.get(field)) continue;
    say(field, shelf.read(nameOf(field))?.text === text ? "waits" : "elsewhere");
  }
}

/* A list or calendar hangs elsewhere on the page; what is clicked there belongs to the field that opened it. */
function follow(event) {
  // Whoever comes before it was put back finds it now, and writes on from there.
  if (event.target.matches?.(TEXT_FIELDS) && isWatched(event.target) && known.has(event.target)) putBackNow(event.target);
  const field = event.target.closest?.(PICKS);
  if (field && isWatched(field) && !opened.has(field)) begin(field);
  if (field) opened.add(field);
  if (field || isOnPage(event.target)) choosing = field && isWatched(field) ? field : null;
}

/* By then the page may be at the address of what its form became, whose field this never was. */
function chosen() {
  const field = choosing;
  if (!field) return;
  const name = nameOf(field);
  setTimeout(() => { if (field.isConnected && nameOf(field) === name) remember(field); }, SHOWN);
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

function forget(form) {
  const name = inKey(form);
  for (const each of ofForm.get(name) ?? []) forgetMine(each);
  for (const place of document.querySelectorAll(".gb-text-state")) if (formOf(place) === name) place.remove();
}

function meet(field) {
  if (known.has(field)) return;
  begin(field);
  const form = formOf(field);
  if (!ofForm.has(form)) ofForm.set(form, new Set());
  ofForm.get(form).add(nameOf(field));
  if (shelf.readRecent(nameOf(field))) makeRoom(field);
  setTimeout(() => restore(field, TRIES), PAUSE);
}

function restore(field, tries) {
  if (!field.isConnected || touched.has(field)) return;
  const left = shelf.readRecent(nameOf(field));
  if (!left) { rooms.get(field)?.remove(); return; }
  const later = (times) => setTimeout(() => restore(field, times), PAUSE);
  // What is folded away, or beside what somebody is writing, is put back afterwards.
  if (!field.checkVisibility() || field.contains(document.activeElement) || (isPick(field) && !isFree())) later(tries);
  else if (putBack(left, shown(field)) === null) { if (tries > 1) later(tries - 1); else offer(field, left); }
  else if (isPick(field)) hands.send(() => choose(field, left.text, tries));
  else putBackNow(field);
}

function putBackNow(field) {
  if (touched.has(field)) return;
  const left = shelf.readRecent(nameOf(field));
  const text = putBack(left, shown(field));
  if (text === null) return;
  begin(field);
  type(field, text, field !== document.activeElement);
  tell(field, [[WORDS.drop, () => type(field, left.from)]]);
}

/* Nobody is writing or choosing elsewhere, who would lose the caret. */
const isFree = () => !document.activeElement?.matches(WRITTEN_IN);

async function choose(field, text, tries) {
  if (!field.isConnected || !isFree()) { restore(field, tries); return; }
  await pick(field, text, isFree);
  if (shown(field) !== text) {
    if (tries > 1) setTimeout(() => { if (!touched.has(field)) hands.send(() => choose(field, text, tries - 1)); }, PAUSE);
    else offer(field, { text });
    return;
  }
  remember(field);
  tell(field);
}

/* Something else stands there by now, or it is no longer offered: whoever wrote it decides. */
function offer(field, left) {
  if (left.text === shown(field) || !left.text) return;
  mine.set(nameOf(field), left.text);
  const put = isPick(field) ? () => pick(field, left.text).then(() => remember(field)) : () => type(field, left.text);
  tell(field, [[WORDS.take, put], [WORDS.leave, () => forgetMine(nameOf(field))]], `${WORDS.earlier} “${inWords(left.text)}”.`);
}

const inWords = (text) => text.replace(/^(\d{4})-(\d\d)-(\d\d)$/, "$3/$2/$1").replaceAll("\n", ", ");

function makeRoom(field) {
  if (rooms.get(field)?.isConnected) return;
  const room = document.createElement("p");
  room.className = "gb-put-back";
  room.setAttribute("role", "status");
  room.append(WORDS.back, " ", buttonOf(WORDS.drop));
  room.classList.add("gb-waits");
  below(field).append(room);
  rooms.set(field, room);
  if (room.offsetHeight) room.style.minHeight = `${room.offsetHeight}px`;
}

function buttonOf(label) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  return button;
}

/* Beneath the field, and what can be done about it; its room stays afterwards, so that nothing moves under a finger. */
function tell(field, ways = [], said = WORDS.back) {
  makeRoom(field);
  const note = rooms.get(field);
  const words = document.createElement("span");
  if (said !== WORDS.back) words.className = "gb-earlier";
  words.textContent = said;
  words.title = said;
  note.classList.remove("gb-waits");
  note.replaceChildren(words);
  for (const [label, act] of ways) {
    const button = buttonOf(label);
    button.onclick = () => {
      act();
      note.replaceChildren();
    };
    note.append(" ", button);
  }
}

function look(root) {
  if (root.nodeType !== 1) return;
  for (const receipt of [root, ...root.querySelectorAll(RECEIPT)]) if (receipt.matches(RECEIPT)) forget(receipt.dataset.form);
  bringIntoSight(root);
  for (const field of [root, ...root.querySelectorAll(`${TEXT_FIELDS}, ${PICKS}`)]) if (isWatched(field)) meet(field);
}

function start() {
  document.addEventListener("beforeinput", (event) => { if (isWatched(event.target)) begin(event.target); }, true);
  document.addEventListener("input", (event) => { if (isWatched(event.target)) remember(event.target); }, true);
  for (const entry of ["pointerdown", "focusin"]) document.addEventListener(entry, follow, true);
  for (const move of ["click", "keyup", "change", "focusout"]) document.addEventListener(move, chosen, true);
  addEventListener("storage", keptElsewhere);
  new MutationObserver((changes) => {
    for (const change of changes) change.addedNodes.forEach(look);
  }).observe(document.body, { childList: true, subtree: true });
  for (const [field, before] of typedEarly()) {
    if (!isWatched(field)) continue;
    known.set(field, before);
    remember(field);
  }
  look(document.body);
  addEventListener("gerak-renewed", renewed);
}

/* Another server process knows nothing of this page: it is drawn anew, once nobody is in the middle of a word, and not
 * for everybody in the same second. */
function renewed() {
  if (isFree()) setTimeout(() => (isFree() ? line.setTriggerValue("renewed", true) : renewed()), Math.random() * AT_ONCE);
  else addEventListener("focusout", () => setTimeout(renewed, PAUSE), { once: true });
}

export default function (component) {
  const isFirst = shelf === null;
  line = component;
  shelf = new Shelf(component.data.user);
  if (isFirst) start();
}
