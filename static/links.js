/* Clicks on our links change the page over the connection that is there (components/kit/links.py). */
import { main, scrollBackTo, toTop, withoutTheStepBetween } from "./streamlit.js";

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

const sameQuery = (one, other) => String(one.searchParams) === String(other.searchParams);

export default function (component) {
  let leadsTo = null;

  const go = (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const anchor = event.target.closest && event.target.closest("a[class^='gb-']");
    if (!anchor || anchor.origin !== location.origin) return;
    if (!component.data.paths.includes(anchor.pathname)) return;
    event.preventDefault();
    leadsTo = new URL(anchor.href);
    remember(here(), main()?.scrollTop || 0);
    component.setTriggerValue("address", anchor.pathname + anchor.search);
    toTop();
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
  addEventListener("popstate", back);
  const asBefore = withoutTheStepBetween(isStepBetween);
  return () => {
    document.removeEventListener("click", go);
    removeEventListener("popstate", back);
    asBefore();
  };
}
