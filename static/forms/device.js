/* What was typed lies on this device until the server has it. */

export const WEEK = 7 * 24 * 3600 * 1000;
const OURS = "gerak:";

export function load(key, other, storage = localStorage) {
  try { return JSON.parse(storage.getItem(key)) ?? other; } catch { return other; }
}

/* Whether it is kept. Full or forbidden storage is borne: the form itself still holds what was typed. */
export function save(key, value, storage = localStorage) {
  try { storage.setItem(key, JSON.stringify(value)); } catch { return false; }
  return true;
}

/* One account's part of the device. Nobody else's is ever read. */
export class Shelf {
  constructor(user, storage = localStorage, now = Date.now) {
    this.prefix = `${OURS}${user}:`;
    this.storage = storage;
    this.now = now;
  }

  keep(name, what) { return save(this.prefix + name, { ...what, at: this.now() }, this.storage); }

  has(name) { return this.storage.getItem(this.prefix + name) !== null; }

  read(name) { return load(this.prefix + name, null, this.storage); }

  /* The same; what is a week old is forgotten instead. */
  readRecent(name) {
    const left = this.read(name);
    if (left && this.now() - left.at < WEEK) return left;
    this.forget(name);
    return null;
  }

  forget(name) { this.storage.removeItem(this.prefix + name); }

  /* What other accounts left behind goes after a week, and at once where nobody can say how old it is. */
  tidy() {
    for (const key of Object.keys(this.storage)) {
      if (!key.startsWith(OURS) || key.startsWith(this.prefix)) continue;
      const left = load(key, null, this.storage);
      if (!(this.now() - left?.at < WEEK)) this.storage.removeItem(key);
    }
  }
}
