// Told up front where the server is, Streamlit opens its websocket one round trip earlier and does
// not look for the server beneath each page's address first (two 404s). Told our colours and font,
// it neither flashes white nor fetches a typeface that nobody sees (170 KB).
window.__streamlit = {
  BACKEND_BASE_URL: location.origin + "/",
  HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false },
  LIGHT_THEME: {{ theme|tojson }}
};
// Calendars and dates are drawn in the browser's language; the product speaks Indonesian whatever that is.
["language", "languages"].forEach(function (name) {
  Object.defineProperty(navigator, name, { get: function () { return name === "language" ? "id-ID" : ["id-ID", "id"]; } });
});
// On a weak link somebody types before forms/kept-texts.js is there to look after it: what stood in the field before
// is noted for it here.
window.gerakEarly = new Map();
function noteEarly(event) {
  var field = event.target;
  if (window.gerakEarly && !window.gerakEarly.has(field)) window.gerakEarly.set(field, field.value);
}
document.addEventListener("beforeinput", noteEarly, true);
// Which server process made this page, and whether the one that answers now is another: it was renewed, or its lane
// is gone. That one knows nothing of the page, which is drawn anew as soon as nobody is writing (forms/kept-texts.js).
window.gerakProcess = {
  own: "",
  isOther: false,
  heard: function (name) {
    this.own = this.own || document.querySelector('meta[name="gerak-process"]').content;
    this.isOther = this.isOther || Boolean(name && name !== this.own);
    this.own = name || this.own;
  }
};
// A session that ended meanwhile shows in the refused ping: then the sign-in page must come, and
// not Streamlit's dialog about the connection.
(function (ask) {
  window.fetch = function () {
    return ask.apply(this, arguments).then(function (answer) {
      if (/_stcore\/host-config$/.test(answer.url)) {
        if (answer.status === 401) location.reload();
        window.gerakProcess.heard(answer.headers.get("X-Ntt-Process"));
      }
      return answer;
    });
  };
})(window.fetch);
// Streamlit has no language setting: what it says by itself is put into Indonesian here.
(function () {
  var words = new Map(Object.entries({
    "Add row": "Tambah baris",
    "Add rows": "Tambah baris",
    "App pages": "Halaman aplikasi",
    "Autosize": "Lebar otomatis",
    "Browse files": "Pilih berkas",
    "Choose a date": "Pilih tanggal",
    "Choose an option": "Pilih salah satu",
    "Choose date": "Pilih tanggal",
    "Choose date range": "Pilih rentang tanggal",
    "Choose options": "Pilih",
    "Clear all": "Kosongkan",
    "Clear date": "Kosongkan tanggal",
    "Clear dates": "Kosongkan tanggal",
    "Clear selection": "Batalkan pilihan",
    "Clear value": "Kosongkan",
    "Close": "Tutup",
    "Close Search": "Tutup pencarian",
    "Close fullscreen": "Tutup layar penuh",
    "Collapse sidebar": "Tutup menu",
    "Connecting": "Menyambung",
    "Connection error": "Sambungan terputus",
    "Connection lost. Please wait for the app to reconnect, then try again.":
      "Sambungan terputus. Tunggu sampai tersambung, lalu coba lagi.",
    "Connection timed out.": "Waktu sambungan habis.",
    "Copy to clipboard": "Salin",
    "Decrement": "Kurangi",
    "Delete row(s)": "Hapus baris",
    "Download as CSV": "Unduh CSV",
    "Drag and drop a file here": "Tarik berkas ke sini",
    "Drag and drop files here": "Tarik berkas ke sini",
    "Expand sidebar": "Buka menu",
    "Failed to generate file for download":
      "Berkas tidak diserahkan. Muat ulang halaman ini, lalu unduh lagi.",
    "Format": "Format",
    "Fullscreen": "Layar penuh",
    "Hide column": "Sembunyikan kolom",
    "Hide password": "Tutup kata sandi",
    "Increment": "Tambah",
    "Navigate to home page": "Ke halaman pertama",
    "Next page": "Halaman berikutnya",
    "No results": "Tidak ada hasil",
    "Open": "Buka",
    "Page not found": "Halaman tidak ada",
    "Pin column": "Sematkan kolom",
    "Please wait...": "Mohon tunggu",
    "Previous page": "Halaman sebelumnya",
    "Print": "Cetak",
    "Reconnected to server.": "Tersambung kembali.",
    "Rerun": "Jalankan ulang",
    "Running...": "Memuat",
    "Search": "Cari",
    "Select all": "Pilih semua",
    "Selected values": "Yang dipilih",
    "Show password": "Lihat kata sandi",
    "Show/hide columns": "Pilih kolom",
    "Sidebar": "Menu",
    "Skip to main content": "Langsung ke isi",
    "Sort ascending": "Urutkan naik",
    "Sort descending": "Urutkan turun",
    "Stop": "Hentikan",
    "Stopping...": "Menghentikan",
    "Streamlit server is not responding. Are you connected to the internet?":
      "Server tidak menjawab. Periksa sambungan; halaman menyambung sendiri bila server kembali.",
    "The page that you have requested does not seem to exist. Running the app's main page.":
      "Halaman yang diminta tidak ada. Halaman pertama ditampilkan.",
    "Unpin column": "Lepas sematan kolom",
    "Upload": "Unggah",
    "Upload failed": "Gagal diunggah",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.":
      "Tombol panah menjelajah tanggal, Enter memilih, Escape menutup.",
    "View fullscreen": "Layar penuh",
    "empty": "kosong"
  }));
  var shapes = [
    [/^Press (Ctrl|⌘)\+Enter to apply$/, "Tekan $1+Enter untuk menerapkan"],
    [/^Press (Ctrl|⌘)\+Enter to submit form$/, "Tekan $1+Enter untuk mengirim"],
    [/^Press Enter to apply$/, "Tekan Enter untuk menerapkan"],
    [/^Press Enter to submit form$/, "Tekan Enter untuk mengirim"],
    [/^Limit ([\d.,]+)(\S+) per file(.*)$/, "Paling besar $1 $2 per berkas$3"],
    [/^([\d.,]+)(\S+) per file(.*)$/, "$1 $2 per berkas$3"],
    [/^Remove (.+)$/, "Hapus $1"],
    [/^(\d+) options? available\.?$/, "$1 pilihan"],
    [/^Choose date, (.+)$/, "Pilih tanggal, $1"],
    [/^day, (.+)$/, "tanggal, $1"],
    [/^month, (.+)$/, "bulan, $1"],
    [/^year, (.+)$/, "tahun, $1"],
    [/^Help for (.+)$/, "Keterangan $1"],
    [/^Page (\d+) of (\d+)$/, "Halaman $1 dari $2"]
  ];
  var named = ["aria-label", "title", "placeholder"];
  function ours(text) {
    var plain = text && text.length < 160 ? text.trim() : "";
    if (!plain) return text;
    var known = words.get(plain);
    if (known !== undefined) return text.replace(plain, known);
    for (var i = 0; i < shapes.length; i++)
      if (shapes[i][0].test(plain)) return plain.replace(shapes[i][0], shapes[i][1]);
    return text;
  }
  function textOf(node) {
    var said = ours(node.nodeValue);
    if (said !== node.nodeValue) node.nodeValue = said;
  }
  function namesOf(element) {
    named.forEach(function (name) {
      var value = element.getAttribute(name), said = value && ours(value);
      if (said !== value) element.setAttribute(name, said);
    });
  }
  function within(root) {
    if (root.nodeType === 3) return textOf(root);
    if (root.nodeType !== 1) return;
    namesOf(root);
    var walker = document.createTreeWalker(root, 5), node;
    while ((node = walker.nextNode())) node.nodeType === 3 ? textOf(node) : namesOf(node);
  }
  new MutationObserver(function (changes) {
    changes.forEach(function (change) {
      if (change.type === "childList") change.addedNodes.forEach(within);
      else if (change.type === "characterData") textOf(change.target);
      else namesOf(change.target);
    });
  }).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: named
  });
})();
// A proxy that lets pages through and refuses websockets would leave grey bars for ever: after ten
// seconds without a word from the server the page says why, and what to do.
(function (Native) {
  var PATIENCE = 10000, isHeard = false, notice = null;
  window.WebSocket = class extends Native {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", heard, { once: true });
      this.addEventListener("close", closed);
      this.addEventListener("open", opened);
    }
  };
  // The line of a server that is being renewed says so as it closes; one that just broke says nothing, and then
  // Streamlit's own words stand.
  var RESTARTED = 1012, SHOWN = 8000, renewal = null;
  function closed(event) {
    if (event.code === RESTARTED) say("Server sedang diperbarui. Halaman menyambung lagi sendiri; isian Anda tetap ada.");
  }
  function opened() {
    if (renewal) renewal.remove();
    if (!window.gerakProcess.isOther) return;
    window.gerakProcess.isOther = false;
    var told = say("Server diperbarui. Halaman sudah tersambung lagi; isian Anda tetap ada.");
    setTimeout(function () { told.remove(); }, SHOWN);
    window.dispatchEvent(new Event("gerak-renewed"));
  }
  function say(words) {
    if (renewal) renewal.remove();
    renewal = part("div", words, {
      position: "fixed", left: "50%", bottom: "20px", transform: "translateX(-50%)", zIndex: "1000000",
      padding: "10px 18px", maxWidth: "calc(100vw - 32px)", boxSizing: "border-box", borderRadius: "6px",
      background: "{{ theme.textColor }}", color: "{{ theme.secondaryBackgroundColor }}",
      font: {{ ("15px/1.45 " ~ font)|tojson }}
    });
    renewal.id = "server-diperbarui";
    renewal.setAttribute("role", "status");
    document.body.append(renewal);
    return renewal;
  }
  function heard() {
    isHeard = true;
    if (notice) notice.remove();
    notice = null;
  }
  function part(tag, text, style) {
    var made = document.createElement(tag);
    made.textContent = text;
    Object.assign(made.style, style);
    return made;
  }
  setTimeout(function () {
    if (isHeard) return;
    notice = part("div", "", {
      position: "fixed", inset: "auto 0 0 0", zIndex: "1000000", padding: "18px 22px", maxHeight: "60vh", overflow: "auto",
      background: "{{ theme.secondaryBackgroundColor }}", color: "{{ theme.textColor }}",
      borderTop: "3px solid {{ theme.primaryColor }}", font: "16px/1.5 {{ theme.bodyFont }}"
    });
    notice.id = "belum-tersambung";
    notice.setAttribute("role", "alert");
    var again = part("button", "Muat ulang", {
      font: "inherit", fontWeight: "600", margin: "0 16px 0 0", padding: "10px 18px", border: "0", borderRadius: "6px", cursor: "pointer",
      background: "{{ theme.primaryColor }}", color: "{{ theme.secondaryBackgroundColor }}"
    });
    again.type = "button";
    again.onclick = function () { location.reload(); };
    var plain = part("a", "Isi laporan tanpa sambungan langsung", {
      display: "inline-block", padding: "10px 0", color: "{{ theme.primaryColor }}"
    });
    var isReport = location.pathname === "{{ Page.MY_AGENCY }}" && /[?&]lapor=/.test(location.search);
    plain.href = "{{ Endpoint.REPORT }}" + (isReport ? location.search : "");
    notice.append(
      part("b", navigator.onLine ? "Halaman belum tersambung ke server." : "Perangkat ini sedang tanpa sinyal.", {}),
      part("p", navigator.onLine
        ? "Halaman sampai, tetapi sambungan langsungnya (WebSocket) tidak terbuka; jaringan kantor sering menutupnya. "
          + "Coba muat ulang, atau pakai jaringan lain, misalnya data seluler. Bila tetap begini, minta pengelola jaringan "
          + "mengizinkan WebSocket ke " + location.host + "."
        : "Isian yang belum terkirim tetap tersimpan di perangkat ini. Muat ulang begitu sinyal kembali.", { margin: "6px 0 12px" }),
      again
    );
    if (navigator.onLine) notice.append(plain);
    document.body.append(notice);
  }, PATIENCE);
})(window.WebSocket);
{% set waits = "Boolean(document.querySelector('.gb-outage'))"|safe %}
{% include "pulih.js" %}
