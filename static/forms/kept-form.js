const LOCAL = "gerak:";
const WEEK = 7 * 24 * 3600 * 1000;
const PAUSE = 700;
const PATIENCE = 20000;
const LONG_SIDE = 1600;
const PHOTO = 0.8;
const LARGEST = 10 * 1024 * 1024;

const WORDS = {
  kept: "Tersimpan di perangkat ini; menunggu sinyal",
  saving: "Menyimpan draf…",
  sending: "Mengirim…",
  waiting: "Belum terkirim. Dikirim sendiri begitu sinyal kembali",
  expired: "Sesi berakhir. Isian Anda tetap tersimpan.",
  enter: "Masuk lagi",
  weak: "sinyal lemah",
  none: "tanpa sinyal",
  number: "Isi dengan angka, misalnya 18.",
  sentence: "Tulis satu kalimat: apa yang sudah terjadi.",
  large: "Berkas lebih besar daripada 10 MB. Kecilkan dokumennya, atau beri tautan.",
  photo: "Foto ini tidak terbaca. Ambil lagi sebagai JPG, atau pilih berkas lain.",
  shrinking: "Mengecilkan foto…",
  uploading: "Mengunggah",
  failed: "Belum terunggah; dicoba lagi begitu sinyal kembali",
};

const random = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, "0")).join("");

function number(text) {
  const plain = String(text).trim().replace(/\s/g, "").replace(",", ".");
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

const shown = (value) => String(value).replace(".", ",");

// What the device keeps belongs to one account. Nobody else's is ever read, and old ones go.
function tidy(user) {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(LOCAL) || key.startsWith(`${LOCAL}${user}:`)) continue;
    try {
      if (Date.now() - JSON.parse(localStorage.getItem(key)).at < WEEK) continue;
    } catch {}
    localStorage.removeItem(key);
  }
}

async function shrunk(file) {
  const image = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONG_SIDE / Math.max(image.width, image.height));
  if (scale === 1 && file.size < 400 * 1024) return file;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", PHOTO));
  return blob && blob.size < file.size ? blob : file;
}

class Kept {
  constructor(form) {
    this.form = form;
    this.data = form.dataset;
    this.key = `${LOCAL}${this.data.user}:${this.data.name}`;
    this.version = Number(this.data.version || 0);
    this.base = Number(this.data.base || 0);
    this.writer = random();
    this.turn = 0;
    this.queue = Promise.resolve();
    this.ended = new AbortController();
    tidy(this.data.user);
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

  // Reading and filling in

  read() {
    const values = {};
    for (const field of this.all("[name]")) {
      if (field.type === "radio") { if (field.checked) values[field.name] = field.value; }
      else if (field.dataset.number !== undefined) values[field.name] = number(field.value);
      else if (field.type !== "file") values[field.name] = field.value;
    }
    if (values.blocked === "tidak") { values.obstacle = ""; values.helper = ""; }
    return values;
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
    try {
      localStorage.setItem(this.key, JSON.stringify({
        texts: this.typed(), version: this.version, base: this.base, writer: this.writer, at: Date.now(),
      }));
    } catch {}
  }

  forget() { localStorage.removeItem(this.key); }

  restore() {
    let left = null;
    try { left = JSON.parse(localStorage.getItem(this.key)); } catch {}
    if (!left || !left.texts) return;
    this.writer = left.writer;
    // Another page has saved since: the server will answer with both texts.
    if (left.version !== this.version || left.base !== this.base) {
      this.version = left.version;
      this.base = left.base;
    }
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
    addEventListener("online", () => this.retry(), { signal });
    addEventListener("offline", () => this.signal(), { signal });
    document.addEventListener("visibilitychange", () => this.retry(), { signal });
  }

  changed(event) {
    const field = event.target;
    if (field.type === "file") { if (event.type === "change") this.upload(field); return; }
    if (field.dataset.suggests !== undefined) this.at(`[name=${field.dataset.for}]`).value = field.dataset.suggests;
    if (field.dataset.slides) this.at(`[name=${field.dataset.slides}]`).value = shown(field.value);
    this.wrong(field.name, "");
    this.draw();
    if (!field.name && !field.dataset.slides) return;
    this.remember();
    this.later(PAUSE);
  }

  clicked(event) {
    const button = event.target.closest("[data-step],[data-drop],[data-choose],[data-link],[data-discard],[data-take]");
    if (!button) return;
    const { step, drop, choose, link, discard, take } = button.dataset;
    if (step !== undefined) {
      const field = this.at(`[name=${button.dataset.of}]`);
      const most = field.dataset.most ? Number(field.dataset.most) : Infinity;
      const next = Math.min(most, Math.max(0, (number(field.value) ?? 0) + Number(step)));
      field.value = shown(Math.round(next * 100) / 100);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    } else if (drop !== undefined) this.proof("/lapor/hapus-bukti", { bukti: Number(drop) });
    else if (link !== undefined) this.addLink();
    else if (discard !== undefined) this.discard();
    else if (take !== undefined) {
      this.fill({ sentence: button.dataset.sentence, value: shown(button.dataset.value) });
      this.remember();
      this.later(0);
    } else if (choose !== undefined) this.chosen(choose);
  }

  draw() {
    for (const counter of this.all("[data-counts]")) {
      const field = this.at(`[name=${counter.dataset.counts}]`);
      counter.textContent = `${[...field.value].length} / ${field.maxLength}`;
    }
    for (const slider of this.all("[data-slides]")) {
      const value = number(this.at(`[name=${slider.dataset.slides}]`).value);
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
    else if (localStorage.getItem(this.key)) this.later(0);
    if (this.blob) this.push();
  }

  again(what) {
    this.pause = Math.min((this.pause || 1000) * 1.7, 12000);
    setTimeout(() => { if (!this.ended.signal.aborted) what(); }, this.pause);
  }

  post(address, message) {
    const call = async () => {
      const begun = performance.now();
      const answer = await fetch(address, {
        method: "POST", body: JSON.stringify(message()), headers: { "Content-Type": "application/json" },
        signal: AbortSignal.timeout(PATIENCE),
      });
      this.slow = performance.now() - begun > 1500;
      this.pause = 0;
      let said = {};
      try { said = await answer.json(); } catch {}
      // A proxy or a server that is starting answers for us; its word is not about the form.
      if (answer.status >= 500) throw new Error(String(answer.status));
      if (typeof said.version === "number") this.version = said.version;
      return [answer.status, said];
    };
    this.queue = this.queue.then(call, call);
    return this.queue;
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
        if (turn === this.turn) this.forget();
        this.wrong("sentence", said.withheld);
        this.say(`Draf tersimpan ${said.saved}`, "cloud_done");
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
    if (this.blob) { this.afterUpload = button; this.say(WORDS.uploading + "…", "upload"); return; }
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
    const main = document.querySelector('[data-testid="stMain"]');
    if (main) main.scrollTo(0, 0);
    const first = place.querySelector("[tabindex]");
    if (first) first.focus();
  }

  refused(status, said, what, button) {
    if (status === 401) {
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

  chosen(which) {
    const { what, said, button } = this.open;
    this.stopped = false;
    this.at(".gb-both").hidden = true;
    this.base = said.base;
    if (which === "mine") {
      this.remember();
      if (what === "send") this.send(button);
      else this.later(0);
      return;
    }
    if (said.sent) { this.discard(); return; }
    this.fill({ value: shown(said.theirs.value), sentence: said.theirs.sentence });
    this.remember();
    this.later(0);
  }

  async discard() {
    this.forget();
    clearTimeout(this.timer);
    try {
      const [status, said] = await this.post("/lapor/buang", () => this.message());
      if (status === 200) { this.stopped = true; this.go(said.to); } else this.refused(status, said);
    } catch { this.problem(WORDS.waiting); }
  }

  // Proof

  async upload(field) {
    const file = field.files[0];
    field.value = "";
    if (!file) return;
    this.wrong("proof", "");
    let blob = file;
    if (file.type.startsWith("image/")) {
      this.progress(WORDS.shrinking);
      try { blob = await shrunk(file); } catch { if (file.size > LARGEST) { this.progress(""); return this.wrong("proof", WORDS.photo); } }
    }
    if (blob.size > LARGEST) { this.progress(""); return this.wrong("proof", WORDS.large); }
    this.blob = { blob, name: file.name, size: file.size };
    if (this.version === 0) { this.remember(); await this.save(); }
    this.push();
  }

  push() {
    if (this.pushing || !this.blob) return;
    this.pushing = true;
    const { blob, name, size } = this.blob;
    const kind = this.at("[data-kind]");
    const asked = new URLSearchParams({
      komitmen: this.data.commitment, titik: this.data.quarter, nama: name.slice(0, 150), asal: size,
      jenis: kind ? kind.value : "",
    });
    const ask = new XMLHttpRequest();
    ask.open("POST", `/lapor/bukti?${asked}`);
    ask.timeout = 120000;
    ask.upload.onprogress = (event) => this.progress(`${WORDS.uploading} ${Math.round((100 * event.loaded) / event.total)} %`);
    ask.onloadend = () => {
      this.pushing = false;
      let said = {};
      try { said = JSON.parse(ask.responseText); } catch {}
      if (ask.status === 0 || ask.status >= 500) {
        this.progress(WORDS.failed);
        this.again(() => this.push());
        return;
      }
      this.blob = null;
      this.progress("");
      if (ask.status === 200) this.proofs(said.html);
      else if (ask.status === 401) this.refused(401, said);
      else this.wrong("proof", said.problem || WORDS.failed);
      const waiting = this.afterUpload;
      this.afterUpload = null;
      if (waiting && ask.status === 200) this.send(waiting);
    };
    ask.send(blob);
  }

  async addLink() {
    const field = this.at("[data-address]");
    if (this.version === 0) { this.remember(); await this.save(); }
    if (await this.proof("/lapor/tautan", { tautan: field.value })) field.value = "";
  }

  async proof(address, more) {
    this.wrong("proof", "");
    try {
      const [status, said] = await this.post(address, () => ({ ...this.message(), ...more }));
      if (status === 200) { this.proofs(said.html); return true; }
      if (status === 401) this.refused(status, said);
      else this.wrong("proof", said.problem);
    } catch { this.wrong("proof", WORDS.failed); }
    return false;
  }

  proofs(html) { this.at(".gb-proofs").innerHTML = html; }

  progress(text) {
    const place = this.at("[data-progress]");
    place.textContent = text;
    place.hidden = !text;
  }

  // Saying

  valid() {
    const wrongs = [];
    for (const field of this.all("[data-required]")) {
      const empty = field.dataset.group ? !field.querySelector(":checked")
        : field.dataset.number !== undefined ? number(field.value) === null : !field.value.trim();
      if (empty && !field.closest("[hidden]")) wrongs.push([field, field.dataset.required]);
    }
    for (const [field, text] of wrongs) this.wrong(field.dataset.group || field.name, text);
    if (wrongs.length) (wrongs[0][0].querySelector("input") || wrongs[0][0]).focus();
    return !wrongs.length;
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

const forms = new WeakMap();

export default function (component) {
  const root = component.parentElement;
  const { html, form } = component.data;
  let kept = forms.get(root);
  if (!kept || kept.name !== form) {
    if (kept) kept.own.forEach((each) => each.end());
    const place = document.createElement("div");
    place.className = "gb-kept";
    place.innerHTML = html;
    root.replaceChildren(place);
    kept = { name: form, own: [...place.querySelectorAll("form.gb-form")].map((each) => new Kept(each)) };
    forms.set(root, kept);
  }
  return () => {
    if (root.isConnected) return;
    kept.own.forEach((each) => each.end());
    forms.delete(root);
  };
}
