/* What was typed lies on this device until the server has it. */

export const WEEK = 7 * 24 * 3600 * 1000;
const OURS = "gerak:";

export function load(key, other, storage = localStorage) {
  try { return JSON.parse(storage.getItem(key)) ?? other; } catch { return other; }
}

const SIXTEEN_DIGITS = /\d(?:[\s.\-/_,|+()]{0,3}\d){15}/g;

/* Whether a text seems to hold a NIK: province, then at places 7 to 10 day (plus 40 for women) and month of birth. The
 * server refuses such a text (domain/access/screening.py knows more); on a device it is not left lying at all. */
export function holdsNik(text) {
  return (text.normalize("NFKC").match(SIXTEEN_DIGITS) || []).some((found) => {
    const digits = found.replace(/\D/g, "");
    const [province, day, month] = [[0, 2], [6, 8], [8, 10]].map(([from, to]) => Number(digits.slice(from, to)));
    return province >= 11 && province <= 97 && (day % 40 >= 1 && day % 40 <= 31 && day < 72) && month >= 1 && month <= 12;
  });
}

const withoutNik = (_, value) => (typeof value === "string" && holdsNik(value) ? "" : value);

/* Whether it is kept. Full or forbidden storage is borne: the form itself still holds what was typed. */
export function save(key, value, storage = localStorage) {
  try { storage.setItem(key, JSON.stringify(value, withoutNik)); } catch { return false; }
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

  /* Whether this is where the storage has it. */
  isAt(key, name) { return key === this.prefix + name; }

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

  /* Whether something of this account lies here that the server does not have. */
  holdsAnything() {
    const ours = Object.keys(this.storage).filter((key) => key.startsWith(this.prefix));
    return ours.some((key) => this.readRecent(key.slice(this.prefix.length)));
  }

  /* What other accounts left behind goes after a week, and at once where nobody can say how old it is. */
  tidy() {
    for (const key of Object.keys(this.storage)) {
      if (!key.startsWith(OURS) || key.startsWith(this.prefix)) continue;
      const left = load(key, null, this.storage);
      if (!(this.now() - left?.at < WEEK)) this.storage.removeItem(key);
    }
  }
}
