/* Clicks on our links change the page over the connection that is there (components/kit/listening.py). */
import { foldMenuAway, linkOfMenu, placeOf, scrollBackTo, stepsOfHistory, toTop } from "./streamlit.js";

const LEFT_AT = "gerak-tempat"; // address -> how far down it was left, for this tab
const MOST = 50;

const here = () => location.pathname + location.search;

const places = () => new Map(JSON.parse(sessionStorage.getItem(LEFT_AT) || "[]"));

function remember(address) {
  const top = placeOf();
  if (top === null) return;
  const known = places();
  known.delete(address);
  known.set(address, top);
  sessionStorage.setItem(LEFT_AT, JSON.stringify([...known].slice(-MOST)));
}

const isForTheBrowser = (event) =>
  event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;

export default function (component) {
  let leadsTo = null;
  let wasClicked = false; // then the place is known already, and the page may have moved since
  let at = here(); // also when the browser has gone back from it already

  // What an address says beside its path, without what the page takes out of it as soon as it has read it.
  const lasting = (address) => {
    const said = new URLSearchParams(address.search);
    for (const name of component.data.passing) said.delete(name);
    return String(said);
  };
  const sameQuery = (one, other) => lasting(one) === lasting(other);
  const isHere = (address) => address.pathname === location.pathname && sameQuery(address, location);

  const leave = () => {
    remember(here());
    wasClicked = true;
  };

  const go = (event) => {
    if (event.defaultPrevented || isForTheBrowser(event)) return;
    const anchor = event.target.closest && event.target.closest("a[class^='gb-']");
    if (!anchor || anchor.origin !== location.origin) return;
    if (!component.data.paths.includes(anchor.pathname)) return;
    event.preventDefault();
    goTo(anchor);
  };
  const goTo = (anchor) => {
    const to = new URL(anchor.href);
    if (isHere(to)) {
      leadsTo = null; // no step follows, and the next one is not on the way there
    } else {
      leadsTo = to;
      leave();
    }
    component.setTriggerValue("address", anchor.pathname + anchor.search);
    toTop();
  };
  // Streamlit takes the menu's link to the page that one is on for no way at all: from one case, "Kasus" would
  // not lead back to the register.
  const byMenu = (event) => {
    const anchor = linkOfMenu(event.target);
    if (!anchor || isForTheBrowser(event)) return;
    foldMenuAway();
    if (anchor.pathname !== location.pathname) {
      leadsTo = null;
      leave();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    goTo(anchor);
  };
  const back = () => {
    leadsTo = null;
    wasClicked = false;
    remember(at);
    at = here();
    scrollBackTo(places().get(at) || 0);
  };
  const leaving = () => {
    if (!wasClicked) remember(here());
  };
  const entered = () => {
    wasClicked = false;
    at = here();
  };
  const isBetween = (address) => {
    if (!leadsTo || !sameQuery(address, leadsTo)) return false;
    if (address.pathname !== leadsTo.pathname) return true;
    leadsTo = null;
    return false;
  };

  document.addEventListener("click", go);
  document.addEventListener("click", byMenu, true); // before Streamlit hears of it
  addEventListener("popstate", back);
  const asBefore = stepsOfHistory({ isBetween, isHere, leaving, entered });
  return () => {
    document.removeEventListener("click", go);
    document.removeEventListener("click", byMenu, true);
    removeEventListener("popstate", back);
    asBefore();
  };
}
