/* Proof under a form: a photo that goes up by itself, documents, and links. */
import { FileShelf } from "./files.js";
import { LARGEST, shrunk } from "./photo.js";
import { meaning } from "./outbox.js";

const PATIENCE = 120000;

const WORDS = {
  large: "Berkas lebih besar daripada 10 MB. Kecilkan dokumennya, atau beri tautan.",
  photo: "Foto ini tidak terbaca. Ambil lagi sebagai JPG, atau pilih berkas lain.",
  shrinking: "Mengecilkan foto…",
  uploading: "Mengunggah",
  kept: "Belum terunggah. Berkas tersimpan di perangkat ini dan diunggah sendiri begitu sinyal kembali",
  held: "Belum terunggah. Biarkan halaman ini terbuka; berkas diunggah sendiri begitu sinyal kembali",
  failed: "Belum tersimpan; coba lagi begitu sinyal kembali",
};

export class Proof {
  constructor(form) {
    this.form = form;
    this.file = null;
    if (!form.data.draft) return;
    this.shelf = new FileShelf(form.data.user);
    this.shelf.tidy();
    this.recover();
  }

  /* What was chosen before the page was left, and did not arrive. */
  async recover() {
    const left = await this.shelf.read(this.form.data.name);
    if (!left || this.file) return;
    this.file = left;
    this.isKept = true;
    this.progress(WORDS.kept);
    this.push();
  }

  get isWaiting() { return this.file !== null; }

  /* The form is sent by ``button`` once the file is up. */
  sendAfterwards(button) {
    this.afterwards = button;
    return `${WORDS.uploading}…`;
  }

  async choose(field) {
    const file = field.files[0];
    field.value = "";
    if (!file) return;
    this.form.wrong("proof", "");
    let blob = file;
    if (file.type.startsWith("image/")) {
      this.progress(WORDS.shrinking);
      try { blob = await shrunk(file); } catch { if (file.size > LARGEST) return this.tooMuch(WORDS.photo); }
    }
    if (blob.size > LARGEST) return this.tooMuch(WORDS.large);
    this.file = { blob, name: file.name, size: file.size };
    this.isKept = await this.shelf.keep(this.form.data.name, this.file);
    this.push();
  }

  tooMuch(why) {
    this.progress("");
    this.form.wrong("proof", why);
  }

  /* A file hangs on a draft; without a link there may be none yet. */
  async push() {
    if (this.pushing || !this.file) return;
    this.pushing = true;
    if (!(await this.form.begin())) { this.waits(); return; }
    const { blob, name, size } = this.file;
    const { commitment, quarter, user } = this.form.data;
    const kind = this.form.at("[data-kind]");
    const asked = new URLSearchParams({
      pembuka: user, komitmen: commitment, titik: quarter, nama: name.slice(0, 150), asal: size, jenis: kind ? kind.value : "",
    });
    const ask = new XMLHttpRequest();
    ask.open("POST", `/lapor/bukti?${asked}`);
    ask.timeout = PATIENCE;
    ask.upload.onprogress = ({ loaded, total }) =>
      this.progress(`${WORDS.uploading} ${Math.round((100 * loaded) / total)} %`);
    ask.onloadend = () => this.pushed(ask);
    ask.send(blob);
  }

  pushed(ask) {
    this.pushing = false;
    let said = {};
    try { said = JSON.parse(ask.responseText); } catch {}
    const meant = meaning(ask.status);
    if (meant === "waiting") { this.waits(said.problem); return; }
    if (meant === "ended") {
      this.progress(this.isKept ? WORDS.kept : WORDS.held);
      this.form.refused(ask.status, said);
      return;
    }
    this.file = null;
    this.shelf.forget(this.form.data.name);
    this.progress("");
    if (meant === "taken") this.list(said.html);
    else this.refused(ask.status, said);
    const button = this.afterwards;
    this.afterwards = null;
    if (button && meant === "taken") this.form.send(button);
  }

  /* ``why`` is what the server said; without it there was no answer at all. */
  waits(why = "") {
    this.pushing = false;
    this.progress(why || (this.isKept ? WORDS.kept : WORDS.held));
    this.form.again(() => this.push());
  }

  async addLink() {
    const field = this.form.at("[data-address]");
    await this.form.begin();
    if (await this.change("/lapor/tautan", { tautan: field.value })) field.value = "";
  }

  drop(number) { return this.change("/lapor/hapus-bukti", { bukti: number }); }

  async change(address, more) {
    this.form.wrong("proof", "");
    try {
      const [status, said] = await this.form.post(address, () => ({ ...this.form.message(), ...more }));
      if (meaning(status) === "taken") { this.list(said.html); return true; }
      this.refused(status, said);
    } catch { this.form.wrong("proof", WORDS.failed); }
    return false;
  }

  refused(status, said) {
    if (meaning(status) === "ended") this.form.refused(status, said);
    else this.form.wrong("proof", said.problem || WORDS.failed);
  }

  list(html) { this.form.at(".gb-proofs").innerHTML = html; }

  progress(text) {
    const place = this.form.at("[data-progress]");
    place.textContent = text;
    place.hidden = !text;
  }
}
