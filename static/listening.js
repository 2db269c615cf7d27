/* What listens on every page, in one part of it: each part that is drawn costs every run of a page its time. */
import texts from "./forms/kept-texts.js";
import leaving from "./leaving.js";
import links from "./links.js";
import pills from "./pills.js";
import search from "./search.js";

let end = () => {};

/* Called anew where another account acts on the page; Streamlit ends only what goes with its part of the page. */
export default function (component) {
  end();
  const ends = [links, pills, search, leaving, texts].map((listens) => listens(component));
  end = () => ends.splice(0).forEach((each) => each?.());
  return end;
}
