/* The shared screen: moving between slides by keyboard, following the meeting as it changes, and keeping
   what was typed until the server has it. */
import { holdsNik, load, save } from "./forms/device.js";
import { Outbox, mark, meaning } from "./forms/outbox.js";
import { ROTATE_SECONDS, Stopwatch, elapsed, isLeftAlone, timeOfDay } from "./layar/clock.js";
import { meant, suggested } from "./layar/owners.js";

const body = document.body, $ = (id) => document.getElementById(id);
const meeting = body.dataset.rapat, offline = "luring" in body.dataset, records = "mencatat" in body.dataset;
const rotateSeconds = Number(body.dataset.putar) || ROTATE_SECONDS;
const QUIET_SECONDS = 15, RETRY_MS = 1000, AGAIN_MS = 5000, MESSAGE_MS = 6000;

let current = decodeURIComponent(location.hash.slice(1)) || "";
let lastKey = performance.now(), rotating = Boolean(body.dataset.putar), turned = performance.now();
let lastHeard = performance.now(), trouble = "", ended = false;

const slides = () => [...document.querySelectorAll(".slaid")];
const index = () => Math.max(slides().findIndex((each) => each.id === "s-" + current), 0);
/* What the slide that is shown says of itself; nothing on a screen that has ended. */
const here = () => slides()[index()]?.dataset ?? {};

function show(wanted) {
  const all = slides();
  if (!all.length) return;
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
  if (ended) return;
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
    if (told.t === "end") { socket.onclose = null; socket.close(); end(told.why); return; }
    if (told.t !== "outage") deliver();
  };
  socket.onclose = () => { if (ended) return; connection(trouble || cut()); whyShut(); setTimeout(() => { if (!ended) follow(); }, RETRY_MS); };
  const listening = setInterval(() => {
    if (socket.readyState > 1) { clearInterval(listening); return; }
    if ((performance.now() - lastHeard) / 1000 > QUIET_SECONDS) { clearInterval(listening); connection(cut()); lastHeard = performance.now(); socket.close(); }
  }, 1000);
}

/* A screen that may not be shown any more shows nothing, whether it hears of it or finds itself shut out after a cut. Of
   the form nobody else had a part: what stands in it stays, and goes once somebody has signed in again. */
function end(why) {
  if (ended) return;
  ended = true; rotating = false;
  connection("");
  if (records && !$("catat").hidden) refuse(why);
  const said = document.createElement("p");
  said.className = "ajak"; said.textContent = why;
  $("isi").replaceChildren(said);
  body.classList.add("berakhir"); $("gelap").hidden = true; $("bantu").hidden = true;
  for (const id of ["kaki", "ke", "berikut", "nama", "hari"]) $(id).textContent = "";
  $("jam").hidden = true;
  document.title = document.title.split(" · ").at(-1);
  setInterval(async () => { if (!busy() && await mayShow()) location.reload(); }, AGAIN_MS);
}
/* Whether the server would show this screen anew; null where nobody answers. */
async function mayShow() {
  try {
    const answer = await fetch(location.pathname + location.search, { redirect: "manual", cache: "no-store" });
    if (answer.ok) return true;
    return answer.type === "opaqueredirect" || answer.status === 403 ? false : null;
  } catch { return null; }
}
async function whyShut() { if (await mayShow() === false) end(body.dataset.berakhir); }

function receive(told) {
  const place = index(), before = current;
  body.dataset.keadaan = told.state;
  $("isi").innerHTML = told.html;
  watch.hear(told.elapsed, told.state);
  if (records) $("catat-nomor").textContent = told.next;
  const still = slides().findIndex((each) => each.id === "s-" + before);
  const kept = turned; show(still >= 0 ? still : place); turned = kept;
}

/* Recording: only for whoever is signed in with the right to; the server decides again. */
const account = body.dataset.akun, OWN = `layar-${meeting}-${account}`, DRAFT = `${OWN}-isian`, QUEUE = `${OWN}-antre`;
const outbox = new Outbox(() => load(QUEUE, []), (queue) => save(QUEUE, queue));

let owners = [], chosen = "", offered = [], marked = 0;

const owner = () => meant(owners, { typed: $("pj").value, chosen });

function fields() {
  return { once: load(DRAFT, {}).once || mark(), pembuka: Number(account), rapat: Number(meeting), bunyi: $("bunyi").value, pj: owner()?.code ?? "", pjTulis: $("pj").value,
    tenggat: $("tenggat").value, wilayah: $("wilayah").value, kelas: $("kelas").value,
    ragam: document.querySelector("[name=ragam]:checked").value, butir: $("catat").dataset.butir || "" };
}
/* What was refused because it names somebody stays on the screen alone. */
let withheld = null;
/* The form as it was left on this page, with what no device keeps. */
let left = null;
function keep() {
  left = fields();
  save(DRAFT, left.bunyi === withheld ? { ...left, bunyi: "" } : left);
}

function open(kind, draft = left ?? load(DRAFT, null)) {
  $("catat").hidden = false; body.classList.add("mencatat"); $("bantu").hidden = true;
  if (draft && (draft.bunyi || draft.pjTulis || draft.tenggat)) { fill(draft); } else {
    fill({ bunyi: "", pj: "", tenggat: "", wilayah: here().wilayah || $("wilayah").options[0].value, kelas: "ordinary", ragam: kind, butir: here().butir || "" });
    save(DRAFT, { once: mark() });
  }
  $("catat-jenis").textContent = kind === "tugas-saja" ? "Tugas dari keputusan" : "Keputusan";
  refuse(""); $("bunyi").focus();
}
function fill(draft) {
  $("bunyi").value = draft.bunyi; $("tenggat").value = draft.tenggat; $("wilayah").value = draft.wilayah; $("kelas").value = draft.kelas;
  if (!$("wilayah").value) $("wilayah").selectedIndex = 0;
  document.querySelector(`[name=ragam][value=${draft.ragam === "keputusan" ? "keputusan" : "tugas"}]`).checked = true;
  $("catat").dataset.butir = draft.butir;
  chosen = draft.pj; $("pj").value = owners.find((each) => each.code === chosen)?.name ?? (draft.pjTulis || "");
  offer(); readDate(); offerProposal();
}
/* What is too long stays whole, and is said while it is typed: the server would refuse it. */
function excess() {
  const most = Number($("bunyi").dataset.longest), now = [...$("bunyi").value.trim()].length;
  return now > most ? `“Bunyi keputusan” paling banyak ${most.toLocaleString("id-ID")} huruf; sekarang ${now.toLocaleString("id-ID")}. Ringkaskan.` : "";
}
/* The slide's proposed decision goes into the text only when somebody takes it. */
function offerProposal() { $("pakai").hidden = Boolean($("bunyi").value.trim() || !here().usulan); }
function shut() { $("catat").hidden = true; body.classList.remove("mencatat"); document.activeElement?.blur(); }
/* What is only asked can be said yes to: the same is sent again, with the answers. */
function refuse(text, asked = null) {
  $("kabar").textContent = text; $("kabar").hidden = !text;
  choices($("yakin"), asked ? [[asked.yes, () => submit({ yakin: asked.answers })]] : []);
}
/* What may be meant, each taken with one tap or key. */
function choices(place, offered) {
  place.replaceChildren(...offered.map(([words, taken]) => {
    const chip = document.createElement("button");
    chip.type = "button"; chip.textContent = words;
    chip.onclick = taken;
    return chip;
  }));
}

function offer() {
  offered = suggested(owners, { typed: $("pj").value, chosen, ofSlide: here().instansi });
  marked = $("pj").value.trim() ? 0 : -1;
  draw();
  recap();
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

/* What is going to be recorded, as a sentence: nobody becomes an owner and no day a due date that does not stand in it. */
let due = "";
function recap() {
  const who = owner(), typed = $("pj").value.trim(), place = $("wilayah").selectedOptions[0]?.textContent ?? "";
  const parts = who ? ["Penanggung jawab: ", bold(who.name), ". "]
    : ["Penanggung jawab: ", marker(typed ? `pilih untuk “${typed}”` : "belum dipilih"), ". "];
  parts.push("Tenggat: ", $("tenggat").value.trim() ? due || "…" : marker("belum diisi"), ". ");
  if (place) parts.push("Wilayah: ", bold(place), ".");
  $("rekap").replaceChildren(...parts);
}
function marker(text) { const said = document.createElement("span"); said.className = "belum"; said.textContent = text; return said; }

let asking;
function readDate() {
  clearTimeout(asking);
  const words = $("tenggat").value.trim();
  due = ""; readings([]); recap();
  if (!words) return;
  asking = setTimeout(async () => {
    let told;
    try {
      const answer = await fetch(`/layar/tanggal?teks=${encodeURIComponent(words)}`);
      told = await answer.json();
    } catch { told = { refusal: "dibaca saat sambungan pulih" }; }
    if ($("tenggat").value.trim() !== words) return;
    // Of a question its first sentence; how to answer it stands beneath, as days to be taken.
    due = told.tanggal ? bold(told.tanggal) : marker(told.pilihan ? told.refusal.split(". ")[0] : told.refusal.replace(/\.$/, ""));
    readings(told.pilihan ?? []);
    recap();
  }, 200);
}
/* The days that words may mean, each to be taken with one tap. */
function readings(days) {
  const oneYear = new Set(days.map(({ hari }) => hari.slice(-4))).size === 1;
  choices($("tenggat-usul"), days.map(({ hari, tulis }) => [oneYear ? hari.slice(0, -5) : hari, () => {
    $("tenggat").value = tulis; $("tenggat").focus(); readDate(); keep();
  }]));
}

function submit(answers = {}) {
  const record = { ...fields(), ...answers };
  if (record.pjTulis.trim() && !record.pj) { refuse(`Pilih penanggung jawab untuk “${record.pjTulis.trim()}” dari usulan, atau kosongkan.`); $("pj").focus(); return; }
  const tooLong = excess(); if (tooLong) { refuse(tooLong); $("bunyi").focus(); return; }
  if (!record.bunyi.trim()) { refuse("“Bunyi keputusan” belum diisi. Lengkapi, lalu kirim lagi."); $("bunyi").focus(); return; }
  // Not even in the queue: where nobody answers it stays on the screen.
  if (holdsNik(record.bunyi)) { atOnce(record); return; }
  outbox.add(record); empty();
  shut(); deliver();
}

function empty() { left = null; localStorage.removeItem(DRAFT); }

async function atOnce(record) {
  const [status, told] = await sendRecord(record);
  if (meaning(status) === "taken") { empty(); shut(); heard.taken(told); }
  else refuse(told?.refusal ?? "Server tidak menjawab, dan isian ini hanya ada di layar ini. Kirim lagi sesudah sambungan pulih.");
}

/* What was typed stays in this browser until the server has answered; sent twice, it counts once. */
const heard = {
  waiting(count) { say(`${count} catatan tersimpan di peramban ini dan dikirim saat sambungan pulih.`, true); },
  taken(told) { say(`Keputusan ${told.nomor} tercatat: ${told.ringkas}.`); },
  refused(record, told) {
    if (!$("catat").hidden) { say(`${told.refusal} Catatan itu dibuka lagi setelah isian ini selesai.`, true); return false; }
    const { yakin, ...typed } = record, again = { ...typed, once: mark() };
    withheld = told.secret ? record.bunyi : null;
    save(DRAFT, told.secret ? { ...again, bunyi: "" } : again);
    open(record.ragam, again);
    refuse(told.refusal, told.asked);
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
    if (told.tanya && action === "mulai") { beginning = performance.now(); say(`${told.tanya} Tekan M sekali lagi untuk mulai sekarang.`, true); return; }
    say(told.kabar ?? told.tanya ?? told.refusal, !told.kabar);
  } catch { say("Sambungan terputus. Coba lagi saat layar pulih.", true); }
}

/* On another day than the planned one, beginning is asked about; a second press answers. */
let beginning = -Infinity;
const ASKED_MS = 10000;
const begin = () => step("mulai", performance.now() - beginning < ASKED_MS ? { mulai: "now" } : {});

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
  m: begin, u: close, z: () => step("batal-tutup"),
  s: () => { const d = here(); if (d.butir) step("bahas", { butir: Number(d.butir), versi: Number(d.versi), menit: Number(d.menit), sudah: d.keadaan === "planned" }); },
};

document.addEventListener("keydown", (event) => {
  lastKey = performance.now();
  const inForm = records && !$("catat").hidden;
  if (inForm) {
    if (event.key === "Escape") { keep(); shut(); event.preventDefault(); }
    if (event.key === "Enter" && event.target === $("pj") && !(event.ctrlKey || event.metaKey) && !owner() && marked >= 0 && offered.length) { event.preventDefault(); take(offered[marked]); return; }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey || event.target.tagName === "INPUT")) { event.preventDefault(); submit(); }
    return;
  }
  if (ended || event.ctrlKey || event.metaKey || event.altKey) return;
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
  $("pakai").addEventListener("click", () => { $("bunyi").value = here().usulan; offerProposal(); keep(); $("bunyi").focus(); });
  $("batal").addEventListener("click", () => { keep(); shut(); });
  $("catat").addEventListener("input", (event) => {
    if (event.target === $("pj")) { chosen = ""; offer(); }
    if (event.target === $("tenggat")) readDate();
    if (event.target === $("bunyi")) offerProposal();
    refuse(excess()); // what was turned down was turned down with other words in it
    recap(); keep();
  });
  $("pj").addEventListener("focus", () => { $("pj").select(); draw(); });
  $("pj").addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (by && offered.length && !chosen) { marked = marked < 0 ? 0 : (marked + by + offered.length) % offered.length; draw(); event.preventDefault(); }
    // Into the sentence, where it is seen before anything is recorded.
    if (event.key === "Tab" && !owner() && marked >= 0 && offered.length) take(offered[marked]);
  });
}

watch.hear(body.dataset.berjalan, body.dataset.keadaan);
show(index()); tell();
setInterval(() => { tell(); alone(); }, 250);
if (!offline) { follow(); deliver(); setInterval(deliver, 5000); }
