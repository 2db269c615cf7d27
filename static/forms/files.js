/* A chosen file lies on this device until the server has it: one for each form of an account. */
import { WEEK } from "./device.js";

const BASE = "gerak";
const FILES = "files";

function settled(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

async function within(mode, work) {
  const opening = indexedDB.open(BASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(FILES);
  const base = await settled(opening);
  try { return await settled(work(base.transaction(FILES, mode).objectStore(FILES))); } finally { base.close(); }
}

/* Full or forbidden storage is borne: then the page alone holds the file, and says so. */
export class FileShelf {
  constructor(user, now = Date.now) {
    this.user = String(user);
    this.now = now;
  }

  key(form) { return [this.user, form]; }

  /* Whether it is kept. */
  async keep(form, { blob, name, size }) {
    try {
      await within("readwrite", (files) => files.put({ blob, name, size, at: this.now() }, this.key(form)));
    } catch { return false; }
    return true;
  }

  async read(form) {
    try { return (await within("readonly", (files) => files.get(this.key(form)))) ?? null; } catch { return null; }
  }

  async forget(form) {
    try { await within("readwrite", (files) => files.delete(this.key(form))); } catch {}
  }

  /* Whether a file of this account waits here for the server. */
  async holdsAnything() {
    try {
      return (await within("readonly", (files) => files.getAllKeys())).some(([user]) => user === this.user);
    } catch { return false; }
  }

  /* What other accounts left behind goes after a week. */
  async tidy() {
    try {
      for (const key of await within("readonly", (files) => files.getAllKeys())) {
        if (key[0] === this.user) continue;
        const left = await within("readonly", (files) => files.get(key));
        if (!(this.now() - left?.at < WEEK)) await within("readwrite", (files) => files.delete(key));
      }
    } catch {}
  }
}
