/* The search over any screen: Ctrl+K or the word in the head opens it, arrows walk, Enter opens, Escape closes. */

const PAUSE = 120;
const SLOW = 500;
const WORDS = {
  label: "Cari",
  hint: "Kata atau kode: paspor, K-11, T-041",
  slow: "Masih mencari…",
  cut: "Belum terjawab: sambungan terputus. Coba lagi sebentar lagi.",
  over: "Sesi berakhir.",
  enter: "Masuk lagi",
  close: "Tutup",
  preview: "Pratinjau",
  keys: ["↑ ↓ pindah", "Enter buka", "Esc tutup"],
};

/* Which of ``count`` hits is chosen after a key; -1 is the line in which one types. */
export function moved(chosen, count, key) {
  if (!count) return -1;
  if (key === "ArrowDown") return (chosen + 1) % count;
  if (key === "ArrowUp") return chosen <= 0 ? count - 1 : chosen - 1;
  return chosen;
}

export const opens = (event) =>
  (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";

function element(tag, css, text = "") {
  const made = document.createElement(tag);
  made.className = css;
  made.textContent = text;
  return made;
}

function box(data) {
  const dialog = element("dialog", "gb-find");
  dialog.setAttribute("aria-label", WORDS.label);
  const line = element("input", "gb-find-line");
  Object.assign(line, { type: "search", placeholder: WORDS.hint, maxLength: data.longest, autocomplete: "off" });
  line.setAttribute("role", "combobox");
  line.setAttribute("aria-label", WORDS.label);
  line.setAttribute("aria-controls", "gb-find-hits");
  line.setAttribute("aria-expanded", "true");
  const close = element("button", "gb-find-close", WORDS.close);
  close.type = "button";
  const head = element("div", "gb-find-top");
  head.append(line, close);
  const hits = element("div", "gb-find-hits");
  hits.id = "gb-find-hits";
  hits.setAttribute("role", "listbox");
  hits.setAttribute("aria-label", "Temuan");
  hits.setAttribute("aria-live", "polite");
  const peek = element("aside", "gb-find-peek");
  peek.setAttribute("aria-label", WORDS.preview);
  const both = element("div", "gb-find-both");
  both.append(hits, peek);
  const foot = element("p", "gb-find-keys");
  for (const each of WORDS.keys) foot.append(element("span", "", each));
  dialog.append(head, both, foot);
  document.body.append(dialog);

  let asked = null, chosen = -1, timer = 0;
  const anchors = () => [...hits.querySelectorAll("a.gb-hit")];

  const choose = (place, byHand = false) => {
    const found = anchors();
    chosen = place;
    found.forEach((each, at) => {
      each.id = `gb-hit-${at}`;
      each.setAttribute("role", "option");
      each.setAttribute("aria-selected", String(at === chosen));
      each.classList.toggle("gb-chosen", at === chosen);
    });
    const shown = hits.querySelectorAll("template.gb-peek")[chosen];
    peek.replaceChildren(...(shown ? [shown.content.cloneNode(true)] : []));
    if (!byHand) found[chosen]?.scrollIntoView({ block: "nearest" });
    if (found[chosen]) line.setAttribute("aria-activedescendant", found[chosen].id);
    else line.removeAttribute("aria-activedescendant");
  };
  const say = (text, way = null) => {
    const note = element("p", "gb-muted", text);
    if (way) note.append(" ", way);
    hits.replaceChildren(note);
    peek.replaceChildren();
    chosen = -1;
  };
  const look = async () => {
    asked?.abort();
    const own = asked = new AbortController();
    const slow = setTimeout(() => say(WORDS.slow), SLOW);
    try {
      const answer = await fetch(`${data.hits}?${new URLSearchParams({ kata: line.value })}`, { signal: own.signal });
      const text = await answer.text();
      if (own !== asked) return;
      if (answer.status === 401) {
        const way = element("a", "", WORDS.enter);
        way.href = `${data.sign_in}?${new URLSearchParams({ lanjut: location.pathname + location.search })}`;
        say(WORDS.over, way);
      } else if (answer.ok) {
        hits.innerHTML = text;
        hits.scrollTop = 0;
        choose(line.value.trim() ? 0 : -1);
      } else {
        say(text);
      }
    } catch (error) {
      if (own === asked && error.name !== "AbortError") say(WORDS.cut);
    } finally {
      clearTimeout(slow);
    }
  };

  line.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  line.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(moved(chosen, anchors().length, event.key));
    } else if (event.key === "Enter" && anchors()[chosen]) {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) window.open(anchors()[chosen].href, "_blank", "noopener");
      else anchors()[chosen].click();
    }
  });
  hits.addEventListener("pointermove", (event) => {
    const place = anchors().indexOf(event.target.closest("a.gb-hit"));
    if (place >= 0 && place !== chosen) choose(place, true);
  });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    const anchor = event.target.closest("a");
    if (event.target === dialog) dialog.close();
    if (!anchor) return;
    const again = new URL(anchor.href);
    if (again.pathname === data.page) {
      event.preventDefault();
      line.value = again.searchParams.get("kata") ?? "";
      look();
      line.focus();
    } else if (!event.ctrlKey && !event.metaKey && anchor.target !== "_blank") {
      dialog.close();
    }
  });
  return () => {
    if (dialog.open) return;
    dialog.showModal();
    line.select();
    look();
  };
}

let open = null;

export default function (component) {
  open ??= box(component.data);
  const press = (event) => {
    if (!opens(event)) return;
    event.preventDefault();
    open();
  };
  const click = (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!event.target.closest?.("a.gb-find-open")) return;
    event.preventDefault();
    open();
  };
  document.addEventListener("keydown", press, true);
  document.addEventListener("click", click, true);
  return () => {
    document.removeEventListener("keydown", press, true);
    document.removeEventListener("click", click, true);
  };
}
