// Numbers as Indonesians write them. The twin of domain/numbers.py, where the rules are explained: both are
// held to one table of cases and to the same sentences. A change here is a change there.

const MOST_DIGITS = 15;
const MOST_DECIMALS = 2;
const LONGEST_TEXT = 80;
const LONGEST_UNIT = 30;
const MOST_UNIT_WORDS = 4;
const LONGEST_PADDED = 3;

const PERCENT = "persen";
const EMPTY = "Isi dengan angka, misalnya 18.";
const TOO_LONG = "Terlalu panjang untuk sebuah jumlah. Periksa lagi; nomor KTP atau telepon tidak ditulis di sini.";
const ONE = "Tulis satu angka saja, misalnya 1.250 atau 12,5.";

const SHORT_UNITS = new Map(Object.entries({
  "%": PERCENT, prosen: PERCENT, pct: PERCENT, rp: "rp", rupiah: "rp", idr: "rp", org: "orang", orng: "orang",
  ds: "desa", kec: "kecamatan", kab: "kabupaten", kel: "kelurahan", keg: "kegiatan", dok: "dokumen",
  lap: "laporan", bh: "buah", x: "kali", pkt: "paket",
}));

class Unreadable extends Error {}

function unreadable(sentence) { throw new Unreadable(sentence); }

// Exact decimals: a whole number and how many of its digits stand after the comma

class Decimal {
  constructor(digits, places = 0) {
    while (places > 0 && digits % 10n === 0n) { digits /= 10n; places -= 1; }
    this.digits = digits;
    this.places = places;
  }

  static of(whole, fraction = "") { return new Decimal(BigInt(`${whole}${fraction}` || "0"), fraction.length); }

  get isWhole() { return this.places === 0; }

  scaled(power) {
    return this.places > power
      ? new Decimal(this.digits, this.places - power)
      : new Decimal(this.digits * 10n ** BigInt(power - this.places));
  }

  divided(power) { return new Decimal(this.digits, this.places + power); }

  plus(other) {
    const places = Math.max(this.places, other.places);
    const digits = (each) => each.digits * 10n ** BigInt(places - each.places);
    return new Decimal(digits(this) + digits(other), places);
  }

  get negative() { return new Decimal(-this.digits, this.places); }

  // This over a whole number, or null where that would not end within four digits after the comma.
  over(other) {
    const above = this.digits * 10_000n * 10n ** BigInt(other.places);
    const below = other.digits * 10n ** BigInt(this.places);
    return below !== 0n && above % below === 0n ? new Decimal(above / below, 4) : null;
  }

  isBelow(limit) {
    const size = this.digits < 0n ? -this.digits : this.digits;
    return size < BigInt(limit) * 10n ** BigInt(this.places);
  }

  equals(other) { return this.digits === other.digits && this.places === other.places; }

  toString() {
    const sign = this.digits < 0n ? "-" : "";
    const all = String(this.digits).replace("-", "").padStart(this.places + 1, "0");
    const point = all.length - this.places;
    return sign + all.slice(0, point) + (this.places ? `.${all.slice(point)}` : "");
  }

  get number() { return Number(this.toString()); }
}

const ZERO = new Decimal(0n);

function once(readings) {
  return readings.filter((each, at) => readings.findIndex((other) => other.equals(each)) === at);
}

// Units

const fullUnit = (word) => SHORT_UNITS.get(word.replace(/\.+$/, "")) ?? word;
const unitWords = (unit) => unit.toLowerCase().split(" ").filter(Boolean).map(fullUnit);
const isPercent = (unit) => fullUnit(unit.trim().toLowerCase()) === PERCENT;
const isRupiah = (unit) => fullUnit(unit.trim().toLowerCase()) === "rp";

function sameUnit(typed, field) {
  const [first, second] = [unitWords(typed), unitWords(field)];
  const shorter = Math.min(first.length, second.length);
  return first.slice(0, shorter).join(" ") === second.slice(0, shorter).join(" ");
}

// Writing

function exactText(plain) {
  const sign = plain.startsWith("-") ? "-" : "";
  let [whole, fraction = ""] = plain.replace("-", "").split(".");
  fraction = fraction.replace(/0+$/, "");
  if (fraction.length === 3) fraction += "0";
  const grouped = whole.replace(/^0+(?=[0-9])/, "").replace(/\B(?=(?:[0-9]{3})+$)/g, ".");
  const text = grouped + (fraction && `,${fraction}`);
  return text === "0" ? text : sign + text;
}

/** `1.250,5`: all that is kept and no digit more, as readNumber reads it back. */
export function writeNumber(value) {
  const plain = String(value);
  return exactText(plain.includes("e") ? Number(value).toFixed(20) : plain);
}

function counted(value, unit) {
  const text = exactText(value.toString());
  return isRupiah(unit) ? `Rp ${text}` : `${text} ${isPercent(unit) ? "%" : unit}`.trim();
}

// Reading

/**
 * What is meant by a number typed into a field that counts in `unit`; `whole` says whether that comes whole:
 * true, false, or null where nobody knows.
 *
 * {kind: "read", value, unit, of} | {kind: "ambiguous", readings, question} | {kind: "refused", sentence}
 */
export function readNumber(text, { unit = "", whole = false } = {}) {
  const said = cleaned(text);
  const field = unit.trim();
  try {
    const heard = fitting(wholeText(said, field), field, field ? whole : false);
    return answer(said, heard, heard.unit || field);
  } catch (why) {
    if (why instanceof Unreadable) return { kind: "refused", sentence: why.message };
    throw why;
  }
}

function answer(said, { readings, unit, of, doubt }, shown) {
  const texts = readings.map((each) => counted(each, shown));
  const values = readings.map((each) => each.number);
  if (texts.length > 1) {
    const choice = `“${short(said)}” dapat dibaca ${texts.join(" atau ")}.`;
    return {
      kind: "ambiguous", readings: values,
      question: `${doubt} ${choice} Pilih yang dimaksud, atau tulis ulang.`.trim(),
    };
  }
  if (doubt) {
    return { kind: "ambiguous", readings: values, question: `${doubt} Catat ${texts[0]}? Setujui, atau tulis ulang.` };
  }
  return { kind: "read", value: values[0], unit, of: of === null ? null : of.number };
}

function heardAs(readings, more = {}) { return { readings, unit: "", of: null, doubt: "", slip: false, scaled: false, share: false, ...more }; }

function short(text) {
  const letters = [...text];
  return letters.length <= 40 ? text : `${letters.slice(0, 39).join("")}…`;
}

const strip = (text) => text.replace(/^ +| +$/g, "");
const full = (pattern, text) => new RegExp(`^(?:${pattern.source})$`, pattern.flags).exec(text);
const leading = (pattern, text) => new RegExp(`^(?:${pattern.source})`, pattern.flags).exec(text);

const SPACES = /[ \t\n\r\f\v\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
const UNSEEN = /[\0-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060\ufeff]/g;
const DASHES = /[\u2010-\u2015\u2212]/g;
const AROUND = /^[ ;:!"'“”`*]+|[ ;:!"'“”`*]+$/g;
const LAST_MARK = /[.,]$/;

function cleaned(text) {
  const plain = String(text).replace(UNSEEN, "").replace(SPACES, " ").replace(DASHES, "-").replace(AROUND, "");
  return plain.replace(LAST_MARK, "").replace(AROUND, "");
}

const NOUGHT = /nihil|nol/i;
const PERHAPS_NOUGHT = /kosong|(?:tidak|tak|tdk) ada|belum satu ?pun/i;
const SILENCE = /-+|n\/a|na|\?+|(?:belum|blm)(?: ada)?/i;
const VAGUE = new RegExp(
  "(?:beberapa|berapa|banyak|sedikit|semua|semuanya|seluruh|seluruhnya|sebagian|setiap|tiap|berbagai|" +
  "belasan|puluhan|ratusan|ribuan|jutaan|miliaran|tidak tahu|belum tahu|cukup)(?: .*)?", "i",
);
const RANK = /(?:yang )?(?:ke-? ?[0-9]+|pertama|kedua|ketiga|keempat|kelima)(?: .*)?/i;
const DATE = new RegExp(
  "[0-9]{1,4}([/.-])[0-9]{1,2}\\1(?:[0-9]{2}|[0-9]{4})|" +
  "[0-9]{1,2}[ -](?:jan(?:uari)?|[fp]eb(?:ruari)?|mar(?:et)?|apr(?:il)?|mei|juni?|juli?|ag(?:u|t|ustus)|" +
  "sept?(?:ember)?|okt(?:ober)?|no[vp](?:ember)?|des(?:ember)?)\\.?(?:[ -][0-9]{2,4})?", "i",
);
const LETTER_FOR_NOUGHT = /[0-9][.,]?o+(?![a-z])/i;

function wholeText(said, field) {
  if (!said) unreadable(EMPTY);
  if ([...said].length > LONGEST_TEXT) unreadable(`Teks ini terlalu panjang untuk sebuah angka. ${ONE}`);
  if (full(NOUGHT, said)) return heardAs([ZERO]);
  if (full(PERHAPS_NOUGHT, said)) {
    return heardAs([ZERO], { doubt: `“${said}” dapat berarti nol atau belum dihitung.` });
  }
  if (full(SILENCE, said)) {
    unreadable(`“${said}” bukan angka. Tulis 0 bila memang nol; bila belum tahu, kosongkan dahulu.`);
  }
  if (full(VAGUE, said)) {
    unreadable(`“${short(said)}” bukan jumlah. Hitung, lalu tulis angkanya, misalnya 18.`);
  }
  if (full(RANK, said)) unreadable(`“${short(said)}” adalah urutan, bukan jumlah. ${ONE}`);
  if (full(DATE, said)) unreadable(`“${said}” tampak seperti tanggal, bukan jumlah. ${ONE}`);
  if (LETTER_FOR_NOUGHT.test(said)) {
    unreadable(`“${short(said)}” memuat huruf O, bukan nol. Tulis ulang dengan angka, misalnya 10.`);
  }
  return bracketed(said, field);
}

function bracketed(said, field) {
  const match = full(/([^()]*)\(([^()]*)\)([^()]*)/, said);
  if (!match) return approximate(said);
  const outside = [strip(match[1]), strip(match[3])].filter(Boolean).join(" ");
  const second = approximate(strip(match[2]));
  if (!outside) return { ...second, readings: [...second.readings, ...second.readings.map((each) => each.negative)] };
  const first = approximate(outside);
  const unit = first.unit || second.unit;
  const agreed = first.readings.filter((each) => second.readings.some((other) => other.equals(each)));
  if (agreed.length) return heardAs(agreed, { unit, of: first.of, doubt: first.doubt || second.doubt });
  if (field && isPercent(first.unit) !== isPercent(second.unit)) {
    const [share, count] = isPercent(first.unit) ? [first, second] : [second, first];
    if (!isPercent(field)) return count;
    if (count.unit) return share;
  }
  return heardAs(once([...first.readings, ...second.readings]), { unit });
}

const PLAIN_LEAD = new RegExp(
  "(?:sebanyak|sejumlah|sebesar|senilai|total|totalnya|jumlah|jumlahnya|ada|sudah|sdh|udah|telah|" +
  "baru|br|masih|msh|tetap|hanya|cuma|terlaksana|selesai|yaitu|" +
  "yakni|tepat|genap|target|targetnya|capaian|realisasi|terealisasi|mencapai|menjadi|adalah)(?: ?[:=] ?| )|" +
  "[:=] ?", "i",
);
const ABOUT_LEAD = new RegExp(
  "(?:±|\\+ ?/ ?-|\\+-|~|≈|>=|<=|[<>≥≤]) ?|(?:kurang lebih|lebih kurang|kurleb|krg lbh|lk\\.?|l\\.k\\.|" +
  "kira-kira|kira kira|kira2|sekitar|sekitaran|sktr|skitar|sekira|" +
  "hampir|nyaris|lebih dari|kurang dari|di ?atas|di ?bawah|minimal|maksimal|min\\.|mak\\.|ma(?:ks|x)\\.?|paling sedikit|" +
  "paling banyak|setidaknya|sedikitnya|ca\\.?) ", "i",
);
const OR_SO = /(.*(?:[0-9]|puluh|ratus|ribu|rb|juta|jt|miliar|milyar)) ?-?an((?: .*)?)/i;
const OR_MORE = /(.*?)(?:\+| kurang lebih| lebih kurang| kurleb| lebih| lbh)()/i;
const ONLY = / (?:saja|sj)$/i;

function approximate(said) {
  let text = said.replace(ONLY, "");
  let about = false;
  for (;;) {
    const plain = leading(PLAIN_LEAD, text);
    const lead = plain || leading(ABOUT_LEAD, text);
    if (!lead) break;
    text = text.slice(lead[0].length);
    about ||= !plain;
  }
  for (const tail of [OR_SO, OR_MORE]) {
    const match = full(tail, text);
    if (match) { text = match[1] + (match[2] || ""); about = true; }
  }
  if (!text) unreadable(EMPTY);
  const heard = compared(text);
  return about
    ? { ...heard, doubt: `“${short(said)}” adalah perkiraan atau batas; yang disimpan satu angka.` }
    : heard;
}

const MONEY_TAIL = /([0-9])[.,] ?[-=]{1,2}( |$)/g;
const SUM = /[0-9] ?[+*×=^x] ?[0-9]/i;
const NUMBERED = /[0-9] ?-[0-9 ]*-/;
const RANGE = new RegExp(
  "(?:antara )?(.*[0-9][^ -]*(?: [a-z/]+){0,2}?)" +
  "(?: ?- ?| s/d | s\\.d\\.? | sd | sampai dengan | sampai | hingga | atau | dan )((?:rp\\.? ?)?[0-9].*)", "i",
);
const FRACTION = /([0-9]{1,6}) ?\/ ?([0-9]{1,6})((?: [^0-9]*)?)/;
const PART = /(.*[^ ]) (?:dari|dr) (?:total )?(.+)/i;

function compared(given) {
  const text = given.replace(MONEY_TAIL, "$1$2");
  if (SUM.test(text)) unreadable(`“${short(text)}” adalah hitungan. Tulis hasilnya saja, misalnya 18.`);
  if (NUMBERED.test(text)) unreadable(`“${short(text)}” tampak seperti nomor, bukan jumlah. ${ONE}`);
  let match = full(RANGE, text);
  if (match) return range(text, signed(match[1]), signed(match[2]));
  match = full(FRACTION, text);
  if (match) return fraction(BigInt(match[1]), BigInt(match[2]), unitOf(wordsOf(match[3])));
  match = full(PART, text);
  if (!match) return signed(text);
  const [part, whole] = [signed(match[1]), signed(match[2])];
  if (whole.readings.length > 1) unreadable(`“${short(match[2])}” dapat dibaca dengan dua cara. ${ONE}`);
  return { ...part, unit: part.unit || whole.unit, of: whole.readings[0] };
}

function range(text, low, high) {
  if (low.unit && high.unit && !sameUnit(low.unit, high.unit)) {
    unreadable(`“${short(text)}” memuat dua jumlah. ${ONE}`);
  }
  return heardAs(once([...low.readings, ...high.readings]), {
    unit: high.unit || low.unit, scaled: low.scaled || high.scaled,
    doubt: `“${short(text)}” memuat dua angka; yang disimpan satu.`,
  });
}

function fraction(part, whole, unit) {
  const share = new Decimal(part).over(new Decimal(whole));
  return heardAs(once([new Decimal(part), ...(share ? [share] : [])]), {
    unit, of: new Decimal(whole), doubt: "Garis miring dapat berarti bagian dari seluruhnya, atau pecahan.",
  });
}

const SIGN = /-|\+|(?:minus|negatif|min) /i;
const RUPIAH = /(?:rp|idr)\.? ?/i;

function signed(text) {
  let [money, sign, rest] = [false, "", text];
  for (let turn = 0; turn < 2; turn += 1) {
    const mark = sign ? null : leading(SIGN, rest);
    const rupiah = mark || money ? null : leading(RUPIAH, rest);
    if (mark) {
      rest = rest.slice(mark[0].length);
      sign = mark[0].toLowerCase() + (rest.startsWith(" ") ? " " : "");
    } else if (rupiah) { money = true; rest = rest.slice(rupiah[0].length); }
    rest = strip(rest);
  }
  const heard = amount(rest, text, money);
  const negative = heard.readings.map((each) => each.negative);
  if (sign.startsWith("+")) {
    return { ...heard, doubt: `“${short(text)}” dapat berarti tambahan; tulis jumlah seluruhnya sampai hari ini.` };
  }
  if (sign === "- " || sign === "min ") return { ...heard, readings: [...negative, ...heard.readings] };
  return sign ? { ...heard, readings: negative } : heard;
}

const ONES = new Map(Object.entries({
  satu: 1, dua: 2, tiga: 3, empat: 4, lima: 5, enam: 6, tujuh: 7, delapan: 8, lapan: 8, sembilan: 9,
}));
const TENS = ["belas", "puluh", "ratus"];
const HALVES = new Map(Object.entries({
  setengah: new Decimal(5n, 1), separuh: new Decimal(5n, 1), separo: new Decimal(5n, 1),
  seperempat: new Decimal(25n, 2),
  "½": new Decimal(5n, 1), "¼": new Decimal(25n, 2), "¾": new Decimal(75n, 2),
}));
const SCALES = new Map(Object.entries({
  ribu: 3, rb: 3, rbu: 3, k: 3, juta: 6, jt: 6, jta: 6, miliar: 9, milyar: 9, miliard: 9, milyard: 9, mlr: 9,
  triliun: 12, trilyun: 12, triliyun: 12,
}));
const PERCENT_WORDS = new Set(["%", PERCENT, "prosen", "pct"]);
const BEHIND_DECIMALS = new Set([...SCALES.keys(), ...PERCENT_WORDS, "m", "t"]);
const DIGIT_WORDS = new Map([["nol", 0], ["kosong", 0], ...ONES]);
const JOINED = new RegExp(
  `(se|${[...ONES.keys()].join("|")})(belas|puluh|ratus|ribu|juta|miliar|milyar|triliun)`, "i",
);
const SPREAD = /([0-9])([A-Za-z%‰½¼¾])/g;
const FIGURES = /[.,]?[0-9]+(?:[.,][0-9]+)*/;
const FIRST_GROUP = /[1-9][0-9]{0,2}/;
const NEXT_GROUP = /[0-9]{3}(,[0-9]+)?/;

function amount(text, said, money) {
  const words = wordsOf(text);
  let [heard, at, last] = [heardAs([ZERO]), 0, 99];
  for (;;) {
    const part = at < words.length ? coefficient(words, at) : null;
    if (!part) break;
    const [scales, after] = scaleOf(words, part.after, money);
    const largest = Math.max(...scales);
    if (at && largest >= last) unreadable(`“${short(said)}” memuat lebih dari satu angka. ${ONE}`);
    heard = withPart(heard, part, scales, at ? last : 0);
    [at, last] = [after, largest];
  }
  if (!at) unreadable(`“${short(said)}” belum dapat dibaca sebagai angka. ${ONE}`);
  if (heard.readings.some((each) => !each.isBelow(10 ** MOST_DIGITS))) unreadable(TOO_LONG);
  const unit = unitOf(words.slice(at));
  return { ...heard, unit: money ? `Rp ${unit}`.trim() : unit };
}

function withPart(heard, part, scales, last) {
  const small = part.readings.every((each) => each.isBelow(1_000));
  const leftOut = last > 3 && scales.length === 1 && scales[0] === 0 && small ? [last - 3] : [];
  const readings = heard.readings.flatMap((total) => [...scales, ...leftOut].flatMap(
    (scale) => part.readings.map((each) => total.plus(each.scaled(scale))),
  ));
  const scaled = heard.scaled || scales.length > 1 || scales[0] !== 0;
  return heardAs(once(readings), { slip: part.slip, scaled, share: Boolean(part.share) && !scaled });
}

function wordsOf(text) {
  return text.replace(SPREAD, "$1 $2").split(" ").filter(Boolean).flatMap((word) => {
    const match = full(JOINED, word);
    return match ? [match[1].toLowerCase() === "se" ? "satu" : match[1], match[2]] : [word];
  });
}

const wordAt = (words, at) => (at < words.length ? words[at].toLowerCase() : "");

function coefficient(words, at) {
  const part = full(FIGURES, words[at]) ? inFigures(words, at) : inWords(words, at);
  const after = part ? part.after : at;
  const half = HALVES.get(wordAt(words, after));
  if (half === undefined || (part && part.readings.length > 1)) return part;
  const whole = part ? part.readings[0] : ZERO;
  const share = whole.digits === 0n;
  return whole.isWhole ? { readings: [whole.plus(half)], after: after + 1, slip: false, share } : part;
}

function inWords(words, start) {
  let [value, at] = [0, start];
  for (const [size, factor] of [["ratus", 100], ["puluh", 10]]) {
    const one = ONES.get(wordAt(words, at));
    if (one !== undefined && wordAt(words, at + 1) === size) { value += factor * one; at += 2; }
  }
  const ten = Math.floor(value / 10) % 10;
  const one = ONES.get(wordAt(words, at));
  if (one !== undefined) {
    const follows = wordAt(words, at + 1);
    if (follows === "belas" && !ten) { value += 10 + one; at += 2; }
    else if (follows === "perempat") {
      const quarters = new Decimal(BigInt(one) * 25n, 2);
      return { readings: [Decimal.of(value).plus(quarters)], after: at + 2, slip: false, share: value === 0 };
    } else if (!TENS.includes(follows)) { value += one; at += 1; }
  }
  if (at === start && wordAt(words, at) === "nol") at += 1;
  if (at === start) return null;
  let digits = "";
  if (wordAt(words, at) === "koma") {
    while (DIGIT_WORDS.has(wordAt(words, at + 1 + digits.length))) {
      digits += DIGIT_WORDS.get(wordAt(words, at + 1 + digits.length));
    }
    at += 1 + digits.length;
  }
  return { readings: [Decimal.of(value, digits)], after: at, slip: false };
}

function inFigures(words, start) {
  let [text, at, spaced] = [words[start], start + 1, false];
  if (full(FIRST_GROUP, text)) {
    for (let group; at < words.length && (group = full(NEXT_GROUP, words[at]));) {
      text += `.${words[at]}`;
      at += 1;
      spaced = true;
      if (group[1]) break;
    }
  }
  const scaled = !spaced && BEHIND_DECIMALS.has(wordAt(words, at));
  return { ...figure(text, scaled), after: at };
}

const noThousands = (text) => unreadable(`“${text}” belum terbaca: di antara titik harus tiga angka. ${ONE}`);

function figure(text, scaled) {
  const marks = text.replace(/[0-9]/g, "");
  if (text.length - marks.length > MOST_DIGITS) unreadable(TOO_LONG);
  if (!marks) {
    if (text.length > LONGEST_PADDED && text.startsWith("0")) {
      unreadable(`“${text}” tampak seperti nomor, bukan jumlah: diawali nol. ${ONE}`);
    }
    return { readings: [Decimal.of(text)], slip: false };
  }
  const front = text.split(/[.,]/);
  const tail = front.pop();
  const [joined, decimal] = [Decimal.of(front.join("") + tail), Decimal.of(front.join("") || "0", tail)];
  if (!front[0] || front[0] === "0") {
    if (marks.length > 1 || (text[0] === "." && tail.length === 3)) noThousands(text);
    return { readings: [decimal], slip: false };
  }
  const grouped = full(FIRST_GROUP, front[0]) && front.slice(1).every((each) => each.length === 3);
  if (marks.length === 1 && !grouped) {
    return { readings: marks === "," || tail.length < 3 ? [decimal] : [joined, decimal], slip: false };
  }
  if (!grouped || new Set(marks.slice(0, -1)).size > 1) noThousands(text);
  return byMarks(text, marks, tail, joined, decimal, scaled);
}

function byMarks(text, marks, tail, joined, decimal, scaled) {
  const last = marks.at(-1);
  const alone = marks.length === 1;
  const mixed = new Set(marks).size > 1;
  const plainly = (...readings) => ({ readings, slip: false });
  if (tail.length === 3) {
    if (alone && last === ".") return scaled ? plainly(joined, decimal) : plainly(joined);
    return alone || mixed ? plainly(decimal, joined) : plainly(joined);
  }
  if (mixed || (alone && (last === "," || scaled))) return plainly(decimal);
  if (tail.length > 3) {
    if (!alone) noThousands(text);
    return plainly(decimal, joined);
  }
  return { readings: [decimal, joined.scaled(3 - tail.length)], slip: true };
}

function scaleOf(words, at, money) {
  const word = at < words.length ? words[at] : "";
  const power = SCALES.get(word.toLowerCase());
  if (power !== undefined) return [[power], at + 1];
  if (word === "M" || (word === "m" && money)) return [[9, 6], at + 1];
  if (word === "T" || (word === "t" && money)) return [money ? [12] : [12, 0], at + 1];
  if (word === "m") return [[0, 9], at + 1];
  return [[0], at];
}

const NO_UNITS = new Set([...SCALES.keys(), ...ONES.keys(), ...TENS, "koma", "dan"]);
const UNIT_WORD = /[^0-9.,()+*=<>-][^0-9,()+*=<>]*[23]?/;

function unitOf(words) {
  const text = words.map((word) => (PERCENT_WORDS.has(word.toLowerCase()) ? PERCENT : word)).join(" ");
  if (words.length > MOST_UNIT_WORDS || [...text].length > LONGEST_UNIT) {
    unreadable(`Di sini cukup angkanya; “${short(text)}” ditulis di kalimat. ${ONE}`);
  }
  if (words.some((word) => !full(UNIT_WORD, word) || NO_UNITS.has(word.toLowerCase()))) {
    unreadable(`“${short(text)}” sesudah angka belum terbaca. ${ONE}`);
  }
  return text;
}

// Against the field

function fitting(heard, field, whole) {
  if (!field) return heard;
  if (isPercent(field)) return asPercent(heard);
  if (isPercent(heard.unit)) unreadable(`Di sini dihitung ${field}, bukan persen. Tulis jumlahnya, misalnya 18.`);
  const [power, counted] = scaleOfUnit(field);
  const scaled = inScale(heard, power);
  const other = heard.unit && !sameUnit(heard.unit, field) && !(counted && sameUnit(heard.unit, counted));
  const doubt = heard.doubt || (other ? `Satuan di sini ${field}, bukan ${heard.unit}.` : "");
  return asWhole({ ...scaled, unit: "", doubt }, field, whole);
}

function scaleOfUnit(unit) {
  const words = unit.replace(/[()]/g, " ").split(/\s+/).filter(Boolean);
  const at = words.slice(0, 2).findIndex((word, place) => SCALES.has(word.toLowerCase()) && (!place || isRupiah(words[0])));
  return at < 0 ? [0, ""] : [SCALES.get(words[at].toLowerCase()), words.filter((_, place) => place !== at).join(" ")];
}

function inScale(heard, power) {
  // A million and more, written out where millions are counted.
  const writtenOut = power >= SCALES.get("juta") && heard.readings.some((each) => !each.isBelow(`1${"0".repeat(power)}`));
  if (!power || !(heard.scaled || writtenOut)) return heard;
  const counted = heard.readings.map((each) => each.divided(power)).filter((each) => each.places <= MOST_DECIMALS);
  return { ...heard, readings: once([...counted, ...heard.readings]) };
}

function asPercent(heard) {
  if (heard.of !== null && !isPercent(heard.unit)) return share(heard.readings[0], heard.of);
  if (heard.share && !heard.unit) {
    return { ...heard, readings: [...heard.readings.map((each) => each.scaled(2)), ...heard.readings] };
  }
  if (heard.unit && !isPercent(heard.unit)) {
    unreadable(`Di sini dihitung persen, bukan ${heard.unit}. Tulis persennya, 0 sampai 100.`);
  }
  const possible = heard.readings.filter((each) => each.isBelow(100) || each.toString().replace("-", "") === "100");
  return { ...heard, readings: possible.length ? possible : heard.readings, unit: "" };
}

function share(part, whole) {
  const found = part.over(whole);
  if (!found) unreadable("Di sini dihitung persen. Tulis persennya, 0 sampai 100.");
  const said = `${exactText(part.toString())} dari ${exactText(whole.toString())}`;
  return heardAs([found.scaled(2)], { doubt: `Di sini dihitung persen; ${said} adalah persennya.` });
}

function asWhole(heard, field, whole) {
  const possible = heard.readings.filter((each) => each.isWhole);
  if (possible.length === heard.readings.length) return heard;
  if (whole === true) {
    if (!possible.length) unreadable(`Jumlah ${field} selalu utuh. Tulis tanpa koma, misalnya 12.`);
    const doubt = heard.slip ? "Di antara titik harus tiga angka." : "";
    return { ...heard, readings: possible, doubt: heard.doubt || doubt };
  }
  return whole === null ? { ...heard, doubt: heard.doubt || `Biasanya ${field} dihitung utuh.` } : heard;
}
