/* A form whose text survives a cut link, a restarted server and an ended session (ADR 12). */
import { toTop } from "../streamlit.js";
import { Shelf } from "./device.js";
import { chosen, consistent, mayStay } from "./merge.js";
import { readNumber, writeNumber } from "./numbers.js";
import { Line, mark, meaning, nextPause } from "./outbox.js";
import { Proof } from "./proof.js";

const PAUSE = 700;
const PATIENCE = 20000;
const SLOW = 1500;

const WORDS = {
  butNumber: "Selain angkanya, draf tersimpan",
  kept: "Tersimpan di perangkat ini; menunggu sinyal",
  saving: "Menyimpan draf…",
  sending: "Mengirim…",
  waiting: "Belum terkirim. Dikirim sendiri begitu sinyal kembali",
  expired: "Sesi berakhir. Isian Anda tetap tersimpan.",
  enter: "Masuk lagi",
  weak: "sinyal lemah",
  none: "tanpa sinyal",
};

const WHOLE = { ya: true, tidak: false };

/** What is meant by what stands in a field for numbers. */
function heard(field) {
  return readNumber(field.value, { unit: field.dataset.unit || "", whole: WHOLE[field.dataset.whole] ?? null });
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
    this.shelf.tidy();
    this.listen();
    this.restore();
    this.draw();
  }

  at(selector) { return this.form.querySelector(selector); }
  all(selector) { return [...this.form.querySelectorAll(selector)]; }

  end() {
    this.ended.abort();
    clearTimeout(this.timer);
  }

  get unsynced() { return this.shelf.has(this.data.name); }

  refocus() { if (this.focused && document.activeElement === document.body) this.focused.focus(); }

  // Reading and filling in

  read() {
    const values = {};
    for (const field of this.all("[name]")) {
      if (field.type === "radio") { if (field.checked) values[field.name] = field.value; }
      else if (field.dataset.number !== undefined) values[field.name] = number(field);
      else if (field.type !== "file") values[field.name] = field.value;
    }
    return consistent(values);
  }

  typed() {
    const texts = {};
    for (const field of this.all("[name]")) {
      if (field.type === "file") continue;
      if (field.type !== "radio") texts[field.name] = field.value;
      else if (field.checked) texts[field.name] = field.value;
    }
    return texts;
  }

  fill(texts) {
    for (const field of this.all("[name]")) {
      if (field.type === "file" || !(field.name in texts)) continue;
      if (field.type === "radio") field.checked = field.value === texts[field.name];
      else field.value = texts[field.name];
    }
    this.draw();
  }

  message() {
    return {
      komitmen: this.data.commitment, titik: this.data.quarter, laporan: Number(this.data.report || 0),
      version: this.version, base: this.base, writer: this.writer, ...this.read(),
    };
  }

  // On the device: only what the server does not have yet

  remember() {
    this.turn += 1;
    const { version, base, writer } = this;
    this.shelf.keep(this.data.name, { texts: this.typed(), version, base, writer });
  }

  forget() { this.shelf.forget(this.data.name); }

  restore() {
    const left = this.shelf.read(this.data.name);
    if (!left || !left.texts) return;
    // As it was then: where another page has saved since, the server will answer with both texts.
    this.writer = left.writer;
    this.version = left.version;
    this.base = left.base;
    this.fill(left.texts);
    this.say(WORDS.kept, "cloud_off");
    this.later(0);
  }

  // Listening

  listen() {
    const signal = this.ended.signal;
    this.form.addEventListener("input", (event) => this.changed(event), { signal });
    this.form.addEventListener("change", (event) => this.changed(event), { signal });
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.send(event.submitter); }, { signal });
    this.form.addEventListener("click", (event) => this.clicked(event), { signal });
    this.form.addEventListener("focusin", (event) => { this.focused = event.target; }, { signal });
    // An element that is taken off the page loses its focus too; that is not the reader leaving it.
    this.form.addEventListener("focusout", (event) => {
      setTimeout(() => { if (event.target.isConnected && this.focused === event.target) this.focused = null; });
    }, { signal });
    addEventListener("online", () => this.retry(), { signal });
    addEventListener("offline", () => this.signal(), { signal });
    document.addEventListener("visibilitychange", () => this.retry(), { signal });
  }

  changed(event) {
    const field = event.target;
    if (field.type === "file") { if (event.type === "change") this.proof.choose(field); return; }
    if (field.dataset.suggests !== undefined) this.at(`[name=${field.dataset.for}]`).value = field.dataset.suggests;
    if (field.dataset.slides) this.at(`[name=${field.dataset.slides}]`).value = writeNumber(field.value);
    if (field.dataset.number !== undefined && event.type === "change" && field.value.trim()) this.ask(field);
    else this.wrong(field.name, "");
    this.draw();
    if (!field.name && !field.dataset.slides) return;
    this.remember();
    this.later(PAUSE);
  }

  clicked(event) {
    const button = event.target.closest("[data-step],[data-drop],[data-choose],[data-link],[data-discard],[data-take],[data-reading]");
    if (!button) return;
    const { step, drop, choose, link, discard, take, reading } = button.dataset;
    if (reading !== undefined) {
      const field = this.at(`[name=${button.dataset.of}]`);
      field.value = reading;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    } else if (step !== undefined) {
      const field = this.at(`[name=${button.dataset.of}]`);
      const most = field.dataset.most ? Number(field.dataset.most) : Infinity;
      const next = Math.min(most, Math.max(0, (number(field) ?? 0) + Number(step)));
      field.value = writeNumber(Math.round(next * 100) / 100);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    } else if (drop !== undefined) this.proof.drop(Number(drop));
    else if (link !== undefined) this.proof.addLink();
    else if (discard !== undefined) this.discard();
    else if (take !== undefined) {
      this.fill({ sentence: button.dataset.sentence, value: writeNumber(button.dataset.value) });
      this.remember();
      this.later(0);
    } else if (choose !== undefined) this.choose(choose);
  }

  draw() {
    for (const counter of this.all("[data-counts]")) {
      const field = this.at(`[name=${counter.dataset.counts}]`);
      counter.textContent = `${[...field.value].length} / ${field.maxLength}`;
    }
    for (const slider of this.all("[data-slides]")) {
      const value = number(this.at(`[name=${slider.dataset.slides}]`));
      if (value !== null) slider.value = value;
      const share = (slider.value - slider.min) / ((slider.max - slider.min) || 1);
      slider.style.setProperty("--share", `${Math.round(share * 1000) / 10}%`);
    }
    for (const part of this.all("[data-when]")) {
      const [name, value] = part.dataset.when.split("=");
      part.hidden = this.read()[name] !== value;
    }
    this.signal();
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
      return [answer.status, said];
    });
  }

  // Proof hangs on a draft: there is one from now on.
  async begin() {
    if (this.version !== 0) return;
    this.remember();
    await this.save();
  }

  async save() {
    if (this.saving || this.stopped) { this.unsaved = true; return; }
    this.saving = true;
    this.unsaved = false;
    const turn = this.turn;
    this.say(WORDS.saving, "cloud_sync");
    try {
      const [status, said] = await this.post(this.data.draft, () => this.message());
      if (status === 200) {
        // What was typed meanwhile is not saved yet.
        const unread = this.unread();
        if (turn === this.turn) { if (unread.length) this.remember(); else this.forget(); }
        for (const field of unread) this.ask(field);
        this.wrong("sentence", said.withheld);
        this.say(`${unread.length ? WORDS.butNumber : "Draf tersimpan"} ${said.saved}`, "cloud_done");
        this.show("[data-discard]");
      } else this.refused(status, said, "save");
    } catch {
      this.say(WORDS.kept, "cloud_off");
      this.again(() => this.later(0));
    }
    this.saving = false;
    if (this.unsaved) this.later(PAUSE);
    this.signal();
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
    if (meaning(status) === "ended") {
      const back = encodeURIComponent(location.pathname + location.search);
      this.problem(WORDS.expired, WORDS.enter, `/masuk?lanjut=${back}`);
      this.say(WORDS.kept, "lock");
      return;
    }
    if (said.html) {
      this.stopped = true;
      this.open = { what, said, button };
      const place = this.at(".gb-both");
      place.innerHTML = said.html;
      place.hidden = false;
      place.scrollIntoView({ block: "start" });
      this.say(WORDS.kept, "difference");
      return;
    }
    this.problem(said.problem || WORDS.waiting);
    this.say("", "");
  }

  choose(which) {
    const { texts, then } = chosen(which, this.open);
    const { said, button } = this.open;
    this.stopped = false;
    this.at(".gb-both").hidden = true;
    this.base = said.base;
    if (then === "discard") { this.discard(); return; }
    if (texts) this.fill({ value: writeNumber(texts.value), sentence: texts.sentence });
    this.remember();
    if (then === "send") this.send(button);
    else this.later(0);
  }

  async discard() {
    this.forget();
    clearTimeout(this.timer);
    try {
      const [status, said] = await this.post("/lapor/buang", () => this.message());
      if (status === 200) { this.stopped = true; this.go(said.to); } else this.refused(status, said);
    } catch { this.problem(WORDS.waiting); }
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

  problem(text, label, address) {
    const place = this.at(".gb-problem");
    place.textContent = text;
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
    if (icon === "cloud_done" || icon === "send") problem.hidden = true;
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
  const own = place.querySelector("form.gb-form");
  current = own && {
    name: form, place, form: new Kept(own),
    mayReturn(fresh) {
      const version = new DOMParser().parseFromString(fresh, "text/html").querySelector("form.gb-form")?.dataset.version;
      return mayStay(this.form, Number(version || 0));
    },
  };
}
