/* Clicks on our links change the page over the connection that is there (components/kit/links.py). */
import { foldMenuAway, linkOfMenu, main, scrollBackTo, toTop, withoutTheStepBetween } from "./streamlit.js";

const LEFT_AT = "gerak-tempat"; // address -> how far down it was left, for this tab
const MOST = 50;

const here = () => location.pathname + location.search;

const places = () => new Map(JSON.parse(sessionStorage.getItem(LEFT_AT) || "[]"));

function remember(address, top) {
  const known = places();
  known.delete(address);
  known.set(address, top);
  sessionStorage.setItem(LEFT_AT, JSON.stringify([...known].slice(-MOST)));
}

const isForTheBrowser = (event) =>
  event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;

const sameQuery = (one, other) => String(one.searchParams) === String(other.searchParams);

export default function (component) {
  let leadsTo = null;

  const go = (event) => {
    if (event.defaultPrevented || isForTheBrowser(event)) return;
    const anchor = event.target.closest && event.target.closest("a[class^='gb-']");
    if (!anchor || anchor.origin !== location.origin) return;
    if (!component.data.paths.includes(anchor.pathname)) return;
    event.preventDefault();
    goTo(anchor);
  };
  const goTo = (anchor) => {
    leadsTo = new URL(anchor.href);
    remember(here(), main()?.scrollTop || 0);
    component.setTriggerValue("address", anchor.pathname + anchor.search);
    toTop();
  };
  // Streamlit takes the menu's link to the page that one is on for no way at all: from one case, "Kasus" would
  // not lead back to the register.
  const byMenu = (event) => {
    const anchor = linkOfMenu(event.target);
    if (!anchor || isForTheBrowser(event)) return;
    foldMenuAway();
    if (anchor.pathname !== location.pathname) return;
    event.preventDefault();
    event.stopPropagation();
    if (location.search) goTo(anchor);
  };
  const back = () => {
    leadsTo = null;
    scrollBackTo(places().get(here()) || 0);
  };
  const isStepBetween = (address) => {
    if (!leadsTo || !sameQuery(address, leadsTo)) return false;
    if (address.pathname !== leadsTo.pathname) return true;
    leadsTo = null;
    return false;
  };

  document.addEventListener("click", go);
  document.addEventListener("click", byMenu, true); // before Streamlit hears of it
  addEventListener("popstate", back);
  const asBefore = withoutTheStepBetween(isStepBetween);
  return () => {
    document.removeEventListener("click", go);
    document.removeEventListener("click", byMenu, true);
    removeEventListener("popstate", back);
    asBefore();
  };
}
