/* A kept form on a page of its own: no Streamlit, no websocket. What leads to the screens leads to their plain twin. */
import { keep } from "./kept-form.js";

const place = document.getElementById("isian");
const { form, screen, here } = place.dataset;

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (link?.pathname === screen) link.href = here + link.search;
}, true);

keep(place, form);
