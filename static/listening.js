/* What listens on every page, in one part of it: each part that is drawn costs every run of a page its time. */
import texts from "./forms/kept-texts.js";
import links from "./links.js";
import search from "./search.js";

export default function (component) {
  const ends = [links, texts, search].map((listens) => listens(component));
  return () => ends.forEach((end) => end?.());
}
