/* A form whose text survives a cut link, a restarted server and an ended session (ADR 12). */
import { toTop } from "../streamlit.js";
import { Shelf, holdsNik } from "./device.js";
import { chosen, consistent, mayStay, stillStands } from "./merge.js";
import { readNumber, writeNumber } from "./numbers.js";
import { Line, mark, meaning, nextPause } from "./outbox.js";
import { Proof } from "./proof.js";
import { STATES, tellState } from "./states.js";

const PAUSE = 700;
const PATIENCE = 20000;
const SLOW = 1500;
// A finger is lifted a moment before the click that it means.
const A_TAP = 400;
const HELD_BACK = 0;

const WORDS = {
  saved: "Draf tersimpan",
  partly: "Draf tersimpan sebagian; lihat tanda pada isian",
  kept: "Tersimpan di perangkat ini; menunggu sinyal",
  restored: "Isian dipulihkan dari perangkat ini; belum dikirim",
  saving: "Menyimpan draf…",
  sending: "Mengirim…",
  notDropped: "Draf belum dibuang: server belum terjangkau. Isian Anda tetap ada; tekan Buang draf lagi begitu sinyal kembali.",
  waiting: "Belum terkirim. Dikirim sendiri begitu sinyal kembali; biarkan halaman ini terbuka",
  expired: "Sesi berakhir. Isian Anda tetap tersimpan.",
  enter: "Masuk lagi",
  weak: "sinyal lemah",
  none: "tanpa sinyal",
};

const FIELDS = "input[name], select[name], textarea[name]";
// Buttons only: the form itself carries addresses under names like these.
const DOES = ["step", "drop", "choose", "link", "discard", "reading", "sure"];
const BUTTONS = DOES.map((each) => `button[data-${each}]`).join();

const WHOLE = { ya: true, tidak: false };

/** What is meant by what stands in a field for numbers; what no such field can hold is refused as it is typed. */
function heard(field) {
  const { unit, whole, belowZero, most, tooMuch } = field.dataset;
  const said = readNumber(field.value, { unit: unit || "", whole: WHOLE[whole] ?? null });
  if (said.kind !== "read") return said;
  if (said.value < 0 && belowZero) return { kind: "refused", sentence: belowZero };
  if (said.value > Number(most) && tooMuch) return { kind: "refused", sentence: tooMuch };
  return said;
}

/* A text that is too long is kept whole and refused in words, never cut. */
function excess(field) {
  const longest = Number(field.dataset.longest || Infinity);
  const count = [...field.value].length;
  return count > longest ? `Paling panjang ${writeNumber(longest)} huruf; sekarang ${writeNumber(count)}. Ringkaskan.` : "";
}

const written = (value) => (value === null || value === undefined ? "" : writeNumber(value));

/* A box that is not ticked says nothing. */
function asShown(field) {
  return field.type === "checkbox" ? { value: field.checked ? field.value : "" } : field;
}

/* What a field held when its page was written. */
function asDrawn(field) {
  if (field.type === "checkbox") return { value: field.defaultChecked ? field.value : "" };
  if (field.type === "radio") return { value: field.value, checked: field.defaultChecked };
  if (field.type !== "select-one") return { value: field.defaultValue };
  const options = [...field.options];
  return { value: (options.find((each) => each.defaultSelected) || options[0])?.value ?? "" };
}

function number(field) {
  const said = heard(field);
  return said.kind === "read" ? said.value : null;
}

class Kept {
  constructor(form) {
    this.form = form;
    this.data = form.dataset;
    this.shelf = new Shelf(this.data.user);
    this.proof = new Proof(this);
    this.version = Number(this.data.version || 0);
    this.base = Number(this.data.base || 0);
    this.writer = mark(12);
    this.turn = 0;
    this.line = new Line();
    this.ended = new AbortController();
    this.initial = this.typed(asDrawn);
    this.saved = this.data.draft && this.version ? this.initial : {};
    this.withheld = {};
    this.sure = [];
    this.pressed = false;
    this.afterwards = [];
    this.shelf.tidy();
    this.listen();
    this.restore();
    this.draw();
  }

  at(selector) { return this.form.querySelector(selector); }
  all(selector) { return [...this.form.querySelectorAll(selector)]; }

  /* A button has a name and a value too; what it says is what is done, and nothing is ever put into it. */
  get fields() { return this.all(FIELDS).filter((field) => field.type !== "file"); }

  end() {
    this.ended.abort();
    clearTimeout(this.timer);
  }

  /* The field whose number is asked about, where there is only one. */
  get counted() {
    const [first, ...others] = this.all("[data-number]");
    return first && !others.length ? first.name : "";
  }

  get unsynced() { return this.shelf.has(this.data.name); }

  refocus() { if (this.focused && document.activeElement === document.body) this.focused.focus(); }

  // Reading and filling in

  read() {
    const values = {};
    for (const field of this.fields) {
      if (field.type === "radio") { if (field.checked) values[field.name] = field.value; }
      else if (field.dataset.number !== undefined) values[field.name] = number(field);
      else values[field.name] = asShown(field).value;
    }
    return consistent(values);
  }

  typed(of = asShown) {
    const texts = {};
    for (const field of this.fields) {
      const { value, checked } = of(field);
      if (field.type !== "radio" || checked) texts[field.name] = value;
    }
    return texts;
  }

  /* What was typed before this script came. */
  get early() {
    const drawn = this.initial;
    return Object.fromEntries(Object.entries(this.typed()).filter(([name, text]) => text !== drawn[name]));
  }

  fill(texts) {
    for (const field of this.fields) {
      if (!(field.name in texts)) continue;
      if (field.type === "radio" || field.type === "checkbox") field.checked = field.value === texts[field.name];
      else field.value = texts[field.name];
    }
    this.draw();
  }

  message() {
    return {
      pembuka: Number(this.data.user), komitmen: this.data.commitment, titik: this.data.quarter, laporan: Number(this.data.report || 0),
      wilayah: this.data.region, bulan: this.data.month,
      version: this.version, base: this.base, writer: this.writer, ...this.read(),
    };
  }

  // On the device: only what the server does not have yet

  remember() {
    this.turn += 1;
    const { version, base, writer } = this;
    const texts = this.typed();
    // What the server turned away because it names somebody stays on the screen alone.
    for (const [name, { text, secret }] of Object.entries(this.withheld)) if (secret && texts[name] === text) delete texts[name];
    this.onDevice = this.shelf.keep(this.data.name, { texts, version, base, writer });
  }

  forget() { this.shelf.forget(this.data.name); }

  /* Another page of this browser has the same form open, and the last word on what the device keeps of it. */
  lookAtDevice() {
    const kept = this.shelf.read(this.data.name)?.texts;
    this.onDevice = kept !== undefined && JSON.stringify(kept) === JSON.stringify(this.typed());
    this.drawStates();
  }

  restore() {
    const left = this.shelf.read(this.data.name);
    const early = this.early;
    if (left && left.texts) {
      // As it was then: where another page has saved since, the server will answer with both texts.
      this.writer = left.writer;
      this.version = left.version;
      this.base = left.base;
      this.onDevice = true;
      this.fill({ ...left.texts, ...early });
      this.say(this.data.draft ? WORDS.kept : WORDS.restored, "cloud_off");
    } else if (!Object.keys(early).length) return;
    this.remember();
    this.later(0);
  }

  // Listening

  listen() {
    const signal = this.ended.signal;
    this.form.addEventListener("input", (event) => this.changed(event), { signal });
    this.form.addEventListener("change", (event) => this.changed(event), { signal });
    // Of several buttons none is meant by a line break in a field.
    this.form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("input") && this.all("[type=submit]").length > 1) event.preventDefault();
    }, { signal });
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.send(event.submitter); }, { signal });
    this.form.addEventListener("click", (event) => this.clicked(event), { signal });
    this.form.addEventListener("focusin", (event) => { this.focused = event.target; }, { signal });
    // An element that is taken off the page loses its focus too; that is not the reader leaving it.
    this.form.addEventListener("focusout", (event) => {
      setTimeout(() => { if (event.target.isConnected && this.focused === event.target) this.focused = null; });
    }, { signal });
    addEventListener("pointerdown", () => { this.pressed = true; }, { signal, capture: true });
    for (const end of ["click", "pointercancel"]) addEventListener(end, () => this.release(), { signal, capture: true });
    addEventListener("pointerup", () => setTimeout(() => this.release(), A_TAP), { signal, capture: true });
    // The next page may have been asked for before the last draft was kept: then only the device knows it.
    addEventListener("beforeunload", () => { this.leaving = true; }, { signal });
    addEventListener("online", () => this.retry(), { signal });
    addEventListener("offline", () => this.signal(), { signal });
    document.addEventListener("visibilitychange", () => this.retry(), { signal });
    addEventListener("storage", ({ key }) => {
      if (key === null || this.shelf.isAt(key, this.data.name)) this.lookAtDevice();
    }, { signal });
  }

  changed(event) {
    const field = event.target;
    this.leaving = false;
    if (field.type === "file") { if (event.type === "change") this.proof.choose(field); return; }
    if (field.dataset.suggests !== undefined) this.suggest(field.dataset.suggests, this.at(`[name=${field.dataset.for}]`));
    if (field.dataset.slides) this.at(`[name=${field.dataset.slides}]`).value = writeNumber(field.value);
    if (field.dataset.number !== undefined && event.type === "change" && field.value.trim()) this.released.then(() => this.ask(field));
    else this.wrong(field.name, excess(field));
    this.draw();
    if (!field.name && !field.dataset.slides) return;
    // Who only leaves a field that the server has leaves nothing behind on the device.
    if (event.type !== "change" || this.saving || !this.isSaved) this.remember();
    this.drawStates();
    this.later(PAUSE);
  }

  /* What moves the page waits until no finger is on it: else the press that left a field would land beside its button. */
  get released() { return new Promise((then) => { if (this.pressed) this.afterwards.push(then); else then(); }); }

  release() {
    this.pressed = false;
    for (const then of this.afterwards.splice(0)) then();
  }

  /* Never over what somebody typed. */
  suggest(text, field) {
    if (field.value.trim() && field.value !== this.suggested) return;
    field.value = text;
    this.suggested = text;
    this.wrong(field.name, "");
  }

  clicked(event) {
    const button = event.target.closest(BUTTONS);
    if (!button) return;
    const { step, drop, choose, link, discard, reading, sure } = button.dataset;
    if (reading !== undefined) {
      const field = this.at(`[name=${button.dataset.of}]`);
      field.value = reading;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    } else if (step !== undefined) {
      const field = this.at(`[name=${button.dataset.of}]`);
      // One more than what is not understood is nothing: it is asked about, and stays as it was typed.
      if (field.value.trim() && number(field) === null) { this.ask(field); return; }
      const most = field.dataset.most ? Number(field.dataset.most) : Infinity;
      const next = Math.min(most, Math.max(0, (number(field) ?? Number(field.dataset.before || 0)) + Number(step)));
      field.value = writeNumber(Math.round(next * 100) / 100);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    } else if (drop !== undefined) this.proof.drop(Number(drop));
    else if (link !== undefined) this.proof.addLink();
    else if (discard !== undefined) this.discard();
    else if (sure !== undefined) {
      this.sure = JSON.parse(sure);
      this.wrong(this.counted, "");
      // A second press of the button may be on its way still, which would ask the same again.
      if (this.sending) this.meant = true;
      else this.send(this.asking);
    } else if (choose !== undefined) this.choose(choose);
  }

  draw() {
    for (const counter of this.all("[data-counts]")) {
      const field = this.at(`[name=${counter.dataset.counts}]`);
      counter.textContent = `${writeNumber([...field.value].length)} / ${writeNumber(field.dataset.longest)}`;
      counter.classList.toggle("gb-over", excess(field) !== "");
    }
    for (const slider of this.all("[data-slides]")) {
      const value = number(this.at(`[name=${slider.dataset.slides}]`));
      slider.classList.toggle("gb-unset", value === null);
      if (value !== null) slider.value = value;
      const share = (slider.value - slider.min) / ((slider.max - slider.min) || 1);
      slider.style.setProperty("--share", `${Math.round(share * 1000) / 10}%`);
    }
    for (const part of this.all("[data-when]")) {
      const [name, value] = part.dataset.when.split("=");
      part.hidden = this.read()[name] !== value;
    }
    this.drawStates();
    this.signal();
  }

  /* Each field says of itself where this very text is kept. */
  drawStates() {
    const order = Object.keys(STATES);
    for (const block of this.all(".gb-field")) {
      const fields = this.fields.filter((field) => block.contains(field) && !field.closest("[hidden]"));
      const found = fields.map((field) => this.stateOf(field)).filter(Boolean);
      tellState(block.querySelector("[data-state]"), order.find((each) => found.includes(each)));
    }
  }

  stateOf(field) {
    const name = field.name;
    const text = this.typed()[name] ?? "";
    if (this.isUnaccepted(field)) return field.type === "checkbox" ? "nowhere" : "refused";
    if (this.withheld[name]?.text === text) return "refused";
    if (name in this.saved && this.saved[name] === text) return text ? "saved" : "";
    if (!this.saved[name] && text === (this.initial[name] ?? "")) return "";
    if (!this.onDevice || holdsNik(text)) return "nowhere";
    return this.data.draft ? "device" : "waits";
  }

  /* An answer that wants another one beside it says nothing yet without that, and no draft can hold it alone. */
  asksMore(box) {
    const more = this.at(`[data-when="${box.name}=${box.value}"] [data-required]`);
    return Boolean(more) && !more.value;
  }

  isUnaccepted(field) {
    if (field.type === "radio") return false;
    if (field.type === "checkbox") return field.checked && this.asksMore(field);
    return excess(field) !== "" || (field.dataset.number !== undefined && field.value.trim() !== "" && number(field) === null);
  }

  // Speaking with the server, one message after another

  later(pause) {
    if (!this.data.draft) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  retry() {
    this.signal();
    if (document.visibilityState === "hidden" || this.ended.signal.aborted) return;
    if (this.unsent) this.send(this.unsent);
    else if (this.unsynced) this.later(0);
    this.proof.push();
  }

  again(what) {
    this.pause = nextPause(this.pause);
    setTimeout(() => { if (!this.ended.signal.aborted) what(); }, this.pause);
  }

  post(address, message) {
    return this.line.send(async () => {
      // The message before was answered with both texts: nothing follows until one is chosen.
      if (this.stopped) return [HELD_BACK, {}];
      const begun = performance.now();
      const answer = await fetch(address, {
        method: "POST", body: JSON.stringify(message()), headers: { "Content-Type": "application/json" },
        signal: AbortSignal.timeout(PATIENCE),
      });
      this.slow = performance.now() - begun > SLOW;
      this.pause = 0;
      let said = {};
      try { said = await answer.json(); } catch {}
      if (meaning(answer.status) === "waiting") throw new Error(String(answer.status));
      if (typeof said.version === "number") this.version = said.version;
      // Asked for here and not where they are shown, which may wait for a finger.
      if (said.theirs && (address === this.data.draft || address === this.data.send)) this.stopped = true;
      return [answer.status, said];
    });
  }

  // Proof hangs on a draft: whether there is one from now on.
  async begin() {
    if (this.version === 0) {
      this.remember();
      await this.save();
    }
    return this.version !== 0;
  }

  /* Kept once more as it stands, a draft would be a newer one, and the other device that writes on it in the way. */
  get isSaved() {
    const texts = Object.entries(this.typed());
    return this.version !== 0 && texts.every(([name, text]) => this.saved[name] === text);
  }

  async save() {
    if (this.saving || this.stopped) { this.unsaved = true; return; }
    if (this.isSaved) { this.forget(); return; }
    this.saving = true;
    this.unsaved = false;
    let texts, turn;
    this.say(WORDS.saving, "cloud_sync");
    try {
      const [status, said] = await this.post(this.data.draft, () => {
        [texts, turn] = [this.typed(), this.turn];
        return this.message();
      });
      await this.released;
      if (status === 200) this.took(said, texts, turn);
      else this.refused(status, said, "save");
    } catch {
      this.say(WORDS.kept, "cloud_off");
      this.again(() => this.later(0));
    }
    this.saving = false;
    if (this.unsaved) this.later(PAUSE);
    this.signal();
  }

  /* The server has these texts now, but for those it turned away. What was typed meanwhile is not saved yet. */
  took(said, texts, turn) {
    const unaccepted = this.fields.filter((field) => this.isUnaccepted(field));
    this.withheld = {};
    for (const [name, { secret }] of Object.entries(said.withheld)) this.withheld[name] = { text: texts[name], secret };
    // What was typed since is asked about in its turn.
    for (const name of stillStands(said.withheld, texts, this.typed())) this.wrong(name, said.withheld[name].why);
    const notSaved = new Set([...unaccepted.map((field) => field.name), ...Object.keys(said.withheld)]);
    // A draft has no place for these; they go with what is sent.
    for (const field of this.all("[data-only-here]")) if (field.value) notSaved.add(field.name);
    this.saved = Object.fromEntries(Object.entries(texts).filter(([name]) => !notSaved.has(name)));
    if (turn === this.turn) { if (notSaved.size) this.remember(); else if (!this.leaving) this.forget(); }
    for (const field of unaccepted) if (field.dataset.number !== undefined) this.ask(field);
    // A report on its way has the say until it is answered.
    if (!this.sending) this.say(`${notSaved.size ? WORDS.partly : WORDS.saved} (${said.saved})`, "cloud_done");
    this.show("button[data-discard]");
    this.drawStates();
  }

  async send(button) {
    if (!this.valid() || this.stopped) return;
    if (this.proof.isWaiting) { this.say(this.proof.sendAfterwards(button), "upload"); return; }
    if (this.sending) return;
    this.sending = true;
    this.unsent = null;
    clearTimeout(this.timer);
    this.busy(true);
    this.remember();
    this.say(WORDS.sending, "send");
    try {
      const more = button && button.name ? { [button.name]: button.value } : {};
      if (this.sure.length) more.yakin = this.sure;
      const [status, said] = await this.post(this.data.send, () => ({ ...this.message(), ...more }));
      if (status === 200) return this.done(said);
      this.refused(status, said, "send", button);
    } catch {
      this.unsent = button || this.at("[type=submit]");
      this.say(WORDS.waiting, "cloud_off");
      this.again(() => { if (this.unsent) this.send(this.unsent); });
    } finally {
      this.sending = false;
      this.busy(false);
      this.signal();
    }
    if (this.meant && !this.stopped) {
      this.meant = false;
      this.send(button);
    }
  }

  done(said) {
    this.forget();
    this.stopped = true;
    const place = this.form.closest(".gb-kept") || this.form;
    place.innerHTML = said.html;
    toTop();
    const first = place.querySelector("[tabindex]");
    if (first) first.focus();
  }

  refused(status, said, what, button) {
    if (status === HELD_BACK) {
      // What was pressed meanwhile is done with the text that is chosen.
      if (what === "send") this.heldBack = { what, button };
      return;
    }
    if (meaning(status) === "ended") {
      const back = encodeURIComponent(location.pathname + location.search);
      this.problem(WORDS.expired, "saved", WORDS.enter, `/masuk?lanjut=${back}`);
      this.say(WORDS.kept, "lock");
      return;
    }
    if (said.html) {
      this.open = { what, said, button };
      const place = this.at(".gb-both");
      place.innerHTML = said.html;
      place.hidden = false;
      place.scrollIntoView({ block: "start" });
      this.say(WORDS.kept, "difference");
      return;
    }
    if (said.asked && this.meant) return;
    if (said.asked) this.askOnce(said, button);
    else this.problem(said.problem || WORDS.waiting, what === "send" ? "sent" : "saved");
    this.say("", "");
    // What was not sent is a draft still.
    if (what === "send") this.later(0);
  }

  /* What is surprising but possible; meant is what is said a second time. */
  askOnce(said, button) {
    this.asking = button;
    const place = this.at(`.gb-wrong[data-for="${this.counted}"]`) || this.at(".gb-problem");
    place.textContent = said.problem;
    place.hidden = false;
    place.scrollIntoView({ block: "nearest" });
    const yes = document.createElement("button");
    yes.type = "button";
    yes.className = "gb-second";
    yes.dataset.sure = JSON.stringify(said.asked.answers);
    yes.textContent = said.asked.yes;
    place.append(" ", yes);
  }

  choose(which) {
    const open = { ...this.open, ...this.heldBack };
    const { texts, then } = chosen(which, open);
    const { said, button } = open;
    this.heldBack = null;
    this.stopped = false;
    this.at(".gb-both").hidden = true;
    this.base = said.base;
    if (then === "discard") { this.discard(); return; }
    if (texts) this.fill(texts.fields || { value: written(texts.value), sentence: texts.sentence });
    this.remember();
    if (then === "send") this.send(button);
    else this.later(0);
  }

  /* What the device keeps goes when the draft is gone, and not before: nobody drops it a second time by itself. */
  async discard() {
    clearTimeout(this.timer);
    try {
      const [status, said] = await this.post(this.data.discard, () => this.message());
      if (status === 200) {
        this.forget();
        this.stopped = true;
        this.go(said.to);
        return;
      }
      this.refused(status, said);
    } catch { this.problem(WORDS.notDropped, "dropped"); }
    if (this.unsynced) this.later(PAUSE);
  }

  // Saying

  valid() {
    const wrongs = [];
    for (const field of this.all("[data-required]")) {
      const empty = field.dataset.group ? !field.querySelector(":checked") : !field.value.trim();
      if (empty && !field.closest("[hidden]")) wrongs.push([field, field.dataset.required]);
    }
    for (const [field, text] of wrongs) this.wrong(field.dataset.group || field.name, text);
    const unread = this.unread();
    for (const field of unread) { this.ask(field); wrongs.push([field]); }
    for (const field of this.fields.filter(excess)) { this.wrong(field.name, excess(field)); wrongs.push([field]); }
    // The first of the form, whichever of these rules turned it down.
    wrongs.sort(([one], [other]) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    if (wrongs.length) (wrongs[0][0].querySelector("input") || wrongs[0][0]).focus();
    return !wrongs.length;
  }

  // Numbers that are typed but not understood, or doubtful: they are nowhere but on this device.
  unread() {
    return this.all("[data-number]").filter((field) => field.value.trim() && number(field) === null);
  }

  // What is wrong with a number; what it may mean is offered to be chosen.
  ask(field) {
    const said = heard(field);
    if (said.kind === "read") return;
    this.wrong(field.name, said.question || said.sentence);
    const place = this.at(`.gb-wrong[data-for="${field.name}"]`);
    for (const reading of said.readings || []) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "gb-second";
      button.dataset.reading = writeNumber(reading);
      button.dataset.of = field.name;
      button.textContent = button.dataset.reading;
      place.append(" ", button);
    }
  }

  wrong(name, text) {
    const place = this.at(`.gb-wrong[data-for="${name}"]`);
    if (!place) { if (text) this.problem(text); return; }
    place.textContent = text || "";
    place.hidden = !text;
    if (text) place.scrollIntoView({ block: "nearest" });
  }

  /* It stands until the draft is saved, or, where a sending was turned down, until the next one. */
  problem(text, until = "saved", label = "", address = "") {
    const place = this.at(".gb-problem");
    place.textContent = text;
    place.dataset.until = until;
    if (address) {
      const link = document.createElement("a");
      link.href = address;
      link.textContent = label;
      place.append(" ", link);
    }
    place.hidden = false;
    place.scrollIntoView({ block: "nearest" });
  }

  say(text, icon) {
    const place = this.at("[data-status]");
    if (!place) return;
    place.querySelector("i").textContent = icon;
    place.querySelector("span").textContent = text;
    if (!text) return;
    const problem = this.at(".gb-problem");
    if (icon === "send" || (icon === "cloud_done" && problem.dataset.until === "saved")) problem.hidden = true;
  }

  signal() {
    const place = this.at("[data-signal]");
    if (place) place.textContent = navigator.onLine === false ? WORDS.none : this.slow ? WORDS.weak : "";
  }

  show(selector) { for (const part of this.all(selector)) part.hidden = false; }

  busy(is) { for (const button of this.all("[type=submit]")) button.setAttribute("aria-disabled", is); }

  go(address) {
    const link = document.createElement("a");
    link.className = "gb-link";
    link.href = address;
    document.body.append(link);
    link.click();
    link.remove();
  }
}

// One page shows one of these. After a new connection Streamlit builds the page anew: then the form that
// was being typed into is put back as it is, with caret, file and all, instead of a fresh one.
let current = null;

export default function (component) {
  const root = component.parentElement;
  const { html, form } = component.data;
  if (current && current.name === form && (current.place.parentElement === root || current.mayReturn(html))) {
    if (current.place.parentElement !== root) {
      root.replaceChildren(current.place);
      current.form.refocus();
    }
    return;
  }
  if (current) current.form.end();
  const place = document.createElement("div");
  place.className = "gb-kept";
  place.innerHTML = html;
  root.replaceChildren(place);
  keep(place, form);
}

/* Looks after the form that stands in this place. */
export function keep(place, name) {
  const own = place.querySelector("form.gb-form");
  current = own && {
    name, place, form: new Kept(own),
    mayReturn(fresh) {
      const version = new DOMParser().parseFromString(fresh, "text/html").querySelector("form.gb-form")?.dataset.version;
      return mayStay(this.form, Number(version || 0));
    },
  };
}
