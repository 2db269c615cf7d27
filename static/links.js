/* Clicks on our links change the page over the connection that is there (components/kit/links.py). */
import { toTop } from "./streamlit.js";

export default function (component) {
  const go = (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const anchor = event.target.closest && event.target.closest("a[class^='gb-']");
    if (!anchor || anchor.origin !== location.origin) return;
    if (!component.data.paths.includes(anchor.pathname)) return;
    event.preventDefault();
    component.setTriggerValue("address", anchor.pathname + anchor.search);
    toTop();
  };
  document.addEventListener("click", go);
  return () => document.removeEventListener("click", go);
}
