/* Who signs out with something unsent is asked first: a device may be shared, so what an account typed goes with it, but
 * not before its owner knows. Not the browser's own question: a page within another program is never shown one, nor
 * one that has been told to ask no more, and both count as a no; then nobody could leave. */
import { Shelf } from "./forms/device.js";
import { FileShelf } from "./forms/files.js";

const WORDS = {
  title: "Keluar dan hapus isian yang belum terkirim?",
  why: "Ada isian atau berkas Anda yang belum terkirim. Bila Anda keluar, semuanya dihapus dari perangkat ini.",
  stay: "Tetap di sini",
  go: "Keluar dan hapus",
};
// A device that does not answer keeps nobody here.
const PATIENCE = 1000;
// What a field says of itself while the server does not have it; what could not be kept goes with the page.
const UNSENT = ".gb-field-state[data-state]:not([data-state='saved'], [data-state=''])";

async function holdsAnything(accounts) {
  if (document.querySelector(UNSENT)) return true;
  if (accounts.some((account) => new Shelf(account).holdsAnything())) return true;
  const held = await Promise.all(accounts.map((account) => new FileShelf(account).holdsAnything()));
  return held.some(Boolean);
}

function element(tag, css, text) {
  const made = document.createElement(tag);
  made.className = css;
  made.textContent = text;
  return made;
}

function box() {
  const dialog = element("dialog", "gb-leaving", "");
  const title = element("h2", "", WORDS.title);
  const why = element("p", "", WORDS.why);
  title.id = "gb-leaving-title";
  why.id = "gb-leaving-why";
  dialog.setAttribute("aria-labelledby", title.id);
  dialog.setAttribute("aria-describedby", why.id);
  const ways = element("div", "gb-leaving-ways", "");
  const stay = element("button", "gb-button", WORDS.stay);
  const go = element("button", "gb-second", WORDS.go);
  stay.type = go.type = "button";
  stay.autofocus = true;
  stay.addEventListener("click", () => dialog.close());
  ways.append(stay, go);
  dialog.append(title, why, ways);
  document.body.append(dialog);
  return (address) => {
    go.onclick = () => signOut(address);
    if (!dialog.open) dialog.showModal();
  };
}

// An address alone signs nobody out: whoever follows it is asked by a page of its own.
function signOut(address) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = address;
  document.body.append(form);
  form.submit();
}

let ask = null;

export default function ({ data }) {
  ask ??= box();
  const leave = async (way) => {
    const late = new Promise((done) => { setTimeout(done, PATIENCE, false); });
    const held = holdsAnything([data.user, data.person]).catch(() => false); // where nothing may be kept
    const holds = await Promise.race([held, late]);
    if (holds) ask(way.href);
    else signOut(way.href);
  };
  const click = (event) => {
    const way = event.target.closest?.("a");
    if (!way || way.pathname !== data.sign_out) return;
    event.preventDefault();
    leave(way);
  };
  document.addEventListener("click", click, true);
  return () => document.removeEventListener("click", click, true);
}
