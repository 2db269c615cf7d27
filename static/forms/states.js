/* What a field says of itself, the worst first: it speaks of this very text. */
export const STATES = {
  refused: ["error", "tidak diterima"],
  nowhere: ["cloud_off", "belum tersimpan"],
  elsewhere: ["tab_unselected", "tidak tersimpan lagi: diubah, dikosongkan, atau dikirim di tab lain"],
  device: ["smartphone", "belum tersimpan di server, aman di perangkat ini"],
  waits: ["smartphone", "tersimpan di perangkat ini sampai dikirim"],
  saved: ["check_circle", "tersimpan"],
};

/* Says one of them in this place, or nothing. */
export function tellState(place, state) {
  place.dataset.state = state || "";
  place.hidden = !state;
  place.textContent = "";
  if (!state) return;
  const [symbol, text] = STATES[state];
  const icon = document.createElement("i");
  icon.className = "gb-icon";
  icon.setAttribute("aria-hidden", "true");
  icon.textContent = symbol;
  const words = document.createElement("span");
  words.textContent = text;
  place.title = text;
  place.append(icon, words);
}
