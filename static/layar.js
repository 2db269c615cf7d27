/* The shared screen: moving between slides by keyboard, following the meeting as it changes, and keeping
   what was typed until the server has it. */
import { load, save } from "./forms/device.js";
import { Outbox, mark } from "./forms/outbox.js";
import { ROTATE_SECONDS, Stopwatch, elapsed, isLeftAlone, timeOfDay } from "./layar/clock.js";
import { suggested } from "./layar/owners.js";

const body = document.body, $ = (id) => document.getElementById(id);
const meeting = body.dataset.rapat, offline = "luring" in body.dataset, records = "mencatat" in body.dataset;
const rotateSeconds = Number(body.dataset.putar) || ROTATE_SECONDS;
const QUIET_SECONDS = 15, RETRY_MS = 1000, MESSAGE_MS = 6000;

let current = decodeURIComponent(location.hash.slice(1)) || "";
let lastKey = performance.now(), rotating = Boolean(body.dataset.putar), turned = performance.now();
let lastHeard = performance.now(), trouble = "";

const slides = () => [...document.querySelectorAll(".slaid")];
const index = () => Math.max(slides().findIndex((each) => each.id === "s-" + current), 0);

function show(wanted) {
  const all = slides();
  const place = Math.min(Math.max(wanted, 0), all.length - 1), slide = all[place], next = all[place + 1];
  all.forEach((each) => { each.hidden = each !== slide; });
  current = slide.id.slice(2);
  try { history.replaceState(null, "", "#" + current); } catch { /* a copy opened from a file */ }
  $("kaki").textContent = slide.dataset.kaki;
  $("ke").textContent = `${place + 1} dari ${all.length}`;
  $("berikut").replaceChildren(...(next ? ["Berikutnya: ", bold(next.dataset.nama), " →"] : ["Slaid terakhir"]));
  prompts(slide);
  turned = performance.now();
}

function bold(text) { const b = document.createElement("b"); b.textContent = text; return b; }

function prompts(slide) {
  const ask = slide.querySelector("[data-ajak]");
  if (!ask || !records || ask.dataset.kunci) return;
  const key = { mulai: "M", tutup: "U" }[ask.dataset.ajak], state = body.dataset.keadaan;
  if (ask.dataset.ajak === "mulai" && state === "open") ask.append(" Tekan ", bold(key), " untuk memulai.");
  if (ask.dataset.ajak === "tutup" && state === "in_progress") ask.append(" Tekan ", bold(key), " untuk menutup.");
  ask.dataset.kunci = key;
}

const watch = new Stopwatch();
function tell() {
  $("jam").lastElementChild.textContent = elapsed(watch.seconds(body.dataset.keadaan));
}

function alone() {
  const now = performance.now();
  if (!rotating && isLeftAlone((now - lastKey) / 1000, body.dataset.keadaan) && !busy()) rotating = true;
  if (rotating && (now - turned) / 1000 >= rotateSeconds && !busy()) show((index() + 1) % slides().length);
}
const busy = () => (records && !$("catat").hidden) || !$("gelap").hidden || !$("bantu").hidden;

let messageTimer;
function say(text, failed = false) {
  $("pesan").textContent = text; $("pesan").className = failed ? "gagal" : ""; $("pesan").hidden = false;
  clearTimeout(messageTimer); messageTimer = setTimeout(() => { $("pesan").hidden = true; }, MESSAGE_MS);
}

function connection(sentence) {
  trouble = sentence;
  $("putus").textContent = sentence; $("putus").hidden = !sentence;
}

/* Following: one websocket; whatever comes replaces the slides and keeps the place. */
let asOf = timeOfDay(new Date());
const cut = () => `Sambungan terputus. Yang tampil adalah keadaan pukul ${asOf}; layar pulih sendiri.`;
function follow() {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(`${scheme}//${location.host}/layar/siaran?rapat=${meeting}`);
  socket.onmessage = (event) => {
    lastHeard = performance.now();
    const told = JSON.parse(event.data);
    if (told.t === "deck") { asOf = told.as_of; receive(told); }
    if (told.t === "outage") connection(`Basis data tidak menjawab. Yang tampil adalah keadaan pukul ${told.as_of}; layar pulih sendiri.`);
    else if (trouble) connection("");
    if (told.t === "end") { connection(told.why); socket.onclose = null; socket.close(); return; }
    if (told.t !== "outage") deliver();
  };
  socket.onclose = () => { connection(trouble || cut()); setTimeout(follow, RETRY_MS); };
  const listening = setInterval(() => {
    if (socket.readyState > 1) { clearInterval(listening); return; }
    if ((performance.now() - lastHeard) / 1000 > QUIET_SECONDS) { clearInterval(listening); connection(cut()); lastHeard = performance.now(); socket.close(); }
  }, 1000);
}

function receive(told) {
  const place = index(), here = current;
  body.dataset.keadaan = told.state;
  $("isi").innerHTML = told.html;
  watch.hear(told.elapsed, told.state);
  if (records) $("catat-nomor").textContent = told.next;
  const still = slides().findIndex((each) => each.id === "s-" + here);
  const kept = turned; show(still >= 0 ? still : place); turned = kept;
}

/* Recording: only for whoever is signed in with the right to; the server decides again. */
const DRAFT = `layar-${meeting}-isian`, QUEUE = `layar-${meeting}-antre`;
const outbox = new Outbox(() => load(QUEUE, []), (queue) => save(QUEUE, queue));

let owners = [], chosen = "", offered = [], marked = 0;

function fields() {
  return { once: load(DRAFT, {}).once || mark(), rapat: Number(meeting), bunyi: $("bunyi").value, pj: chosen, pjTulis: $("pj").value,
    tenggat: $("tenggat").value, wilayah: $("wilayah").value, kelas: $("kelas").value,
    ragam: document.querySelector("[name=ragam]:checked").value, butir: $("catat").dataset.butir || "" };
}
const keep = () => save(DRAFT, fields());

function open(kind) {
  const slide = slides()[index()], draft = load(DRAFT, null);
  $("catat").hidden = false; body.classList.add("mencatat"); $("bantu").hidden = true;
  if (draft && draft.bunyi) { fill(draft); } else {
    fill({ bunyi: "", pj: slide.dataset.instansi || "", tenggat: "", wilayah: slide.dataset.wilayah || "53", kelas: "ordinary", ragam: kind, butir: slide.dataset.butir || "" });
    save(DRAFT, { once: mark() });
  }
  $("catat-jenis").textContent = kind === "tugas-saja" ? "Tugas dari keputusan" : "Keputusan";
  refuse(""); $("bunyi").focus();
}
function fill(draft) {
  $("bunyi").value = draft.bunyi; $("tenggat").value = draft.tenggat; $("wilayah").value = draft.wilayah; $("kelas").value = draft.kelas;
  if (!$("wilayah").value) $("wilayah").value = "53";
  document.querySelector(`[name=ragam][value=${draft.ragam === "keputusan" ? "keputusan" : "tugas"}]`).checked = true;
  $("catat").dataset.butir = draft.butir;
  chosen = draft.pj; $("pj").value = owners.find((each) => each.code === chosen)?.name ?? (draft.pjTulis || "");
  offer(); readDate();
}
function shut() { $("catat").hidden = true; body.classList.remove("mencatat"); document.activeElement?.blur(); }
function refuse(text) { $("kabar").textContent = text; $("kabar").hidden = !text; }

function offer() {
  offered = suggested(owners, { typed: $("pj").value, chosen, ofSlide: slides()[index()].dataset.instansi });
  marked = 0;
  draw();
}
function draw() {
  $("pj-usul").replaceChildren(...offered.map((each, place) => {
    const chip = document.createElement("span");
    chip.setAttribute("role", "option"); chip.setAttribute("aria-selected", String(each.code === chosen || (!chosen && place === marked && document.activeElement === $("pj"))));
    chip.textContent = each.name; chip.onmousedown = (event) => { event.preventDefault(); take(each); };
    return chip;
  }));
  $("pj").setAttribute("aria-expanded", String(offered.length > 0));
}
function take(owner) { chosen = owner.code; $("pj").value = owner.name; offer(); keep(); }

let asking;
function readDate() {
  clearTimeout(asking);
  const words = $("tenggat").value.trim();
  if (!words) { $("tenggat-baca").textContent = ""; return; }
  asking = setTimeout(async () => {
    try {
      const answer = await fetch(`/layar/tanggal?teks=${encodeURIComponent(words)}`);
      const told = await answer.json();
      if ($("tenggat").value.trim() === words) $("tenggat-baca").textContent = told.tanggal ? `= ${told.tanggal}` : told.refusal;
    } catch { $("tenggat-baca").textContent = "Tenggat dibaca saat sambungan pulih."; }
  }, 200);
}

function submit() {
  if (!chosen && $("pj").value.trim() && offered.length) take(offered[marked]);
  const record = fields();
  if (!record.bunyi.trim()) { refuse("“Bunyi keputusan” belum diisi. Lengkapi, lalu kirim lagi."); $("bunyi").focus(); return; }
  outbox.add(record); localStorage.removeItem(DRAFT);
  shut(); deliver();
}

/* What was typed stays in this browser until the server has answered; sent twice, it counts once. */
const heard = {
  waiting(count) { say(`${count} catatan tersimpan di peramban ini dan dikirim saat sambungan pulih.`, true); },
  taken(told) { say(`Keputusan ${told.nomor} tercatat${told.tugas ? `, menjadi ${told.tugas}` : ""}.`); },
  refused(record, told) {
    if (!$("catat").hidden) { say(`${told.refusal} Catatan itu dibuka lagi setelah isian ini selesai.`, true); return false; }
    save(DRAFT, { ...record, once: mark() });
    open(record.ragam);
    refuse(told.refusal);
    return true;
  },
};
async function sendRecord(record) {
  try {
    const answer = await post("/layar/keputusan", record);
    return [answer.status, answer.status < 500 ? await answer.json() : null];
  } catch { return [0, null]; }
}
async function deliver() { if (records) await outbox.deliver(sendRecord, heard); }
const post = (path, values) => fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(values) });

async function step(action, extra = {}) {
  try {
    const answer = await post("/layar/langkah", { rapat: Number(meeting), aksi: action, ...extra });
    const told = await answer.json();
    say(told.kabar ?? told.refusal, !answer.ok);
  } catch { say("Sambungan terputus. Coba lagi saat layar pulih.", true); }
}

let closing = -Infinity;
function close() {
  if (current !== "penutup" || body.dataset.keadaan !== "in_progress") return;
  if (performance.now() - closing > 5000) { closing = performance.now(); say("Tekan U sekali lagi untuk menutup dan menyegel rapat."); return; }
  closing = -Infinity; step("tutup");
}

const keys = {
  ArrowRight: () => show(index() + 1), PageDown: () => show(index() + 1), " ": () => show(index() + 1), ArrowLeft: () => show(index() - 1), PageUp: () => show(index() - 1),
  Home: () => show(0), End: () => show(slides().length - 1),
  b: () => { $("gelap").hidden = !$("gelap").hidden; }, "?": () => { $("bantu").hidden = !$("bantu").hidden; },
  p: () => { rotating = true; turned = performance.now(); say("Layar berputar sendiri; tekan tombol apa pun untuk berhenti."); },
  Escape: () => { $("gelap").hidden = true; $("bantu").hidden = true; },
};
const recording = {
  "+": () => open("tugas"), "=": () => open("tugas"), k: () => open("keputusan"), t: () => open("tugas-saja"),
  m: () => step("mulai"), u: close,
  s: () => { const d = slides()[index()].dataset; if (d.butir) step("bahas", { butir: Number(d.butir), versi: Number(d.versi), menit: Number(d.menit), sudah: d.keadaan === "planned" }); },
};

document.addEventListener("keydown", (event) => {
  lastKey = performance.now();
  const inForm = records && !$("catat").hidden;
  if (inForm) {
    if (event.key === "Escape") { keep(); shut(); event.preventDefault(); }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey || event.target.tagName === "INPUT")) { event.preventDefault(); submit(); }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const action = keys[key] ?? (records ? recording[key] : ["+", "k", "t"].includes(key) && !offline ? () => say("Untuk mencatat, masuk sebagai sekretariat di peramban ini.", true) : undefined);
  if (!action) return;
  event.preventDefault();
  rotating = false;
  if (!$("gelap").hidden && key !== "b" && key !== "Escape") { $("gelap").hidden = true; return; }
  action();
});
$("gelap").addEventListener("click", () => { $("gelap").hidden = true; });
$("isi").addEventListener("click", (event) => { lastKey = performance.now(); rotating = false; if (!busy()) show(index() + (event.clientX < innerWidth / 4 ? -1 : 1)); });

if (records) {
  owners = JSON.parse($("instansi").textContent);
  $("catat").addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  $("batal").addEventListener("click", () => { keep(); shut(); });
  $("catat").addEventListener("input", (event) => {
    if (event.target === $("pj")) { chosen = ""; offer(); }
    if (event.target === $("tenggat")) readDate();
    keep();
  });
  $("pj").addEventListener("focus", () => { $("pj").select(); draw(); });
  $("pj").addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (by && offered.length && !chosen) { marked = (marked + by + offered.length) % offered.length; draw(); event.preventDefault(); }
    if (event.key === "Tab" && !chosen && $("pj").value.trim() && offered.length) take(offered[marked]);
  });
}

watch.hear(body.dataset.berjalan, body.dataset.keadaan);
show(index()); tell();
setInterval(() => { tell(); alone(); }, 250);
if (!offline) { follow(); deliver(); setInterval(deliver, 5000); }
