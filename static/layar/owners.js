/* Who may own a task: suggestions under what is being typed, and whom the typed words mean. */

const MOST = 5;

const words = (typed) => typed.trim().toLowerCase();
const fits = ({ code, name }, said) => name.toLowerCase().includes(said) || code.includes(said);

/* Those whose name or code holds what was typed, the chosen one always; first the chosen, then the agency that the
 * slide is about, then names that begin with it. */
export function suggested(owners, { typed, chosen, ofSlide }) {
  const said = words(typed);
  const rank = ({ code, name }) => [code === chosen, code === ofSlide, name.toLowerCase().startsWith(said)];
  return owners.filter((each) => !said || each.code === chosen || fits(each, said))
    .sort((a, b) => firstDifference(rank(b), rank(a))).slice(0, MOST);
}

/* The one agency that was chosen, or that the words can only mean. Words that fit several mean none: nobody becomes an
 * owner whom nobody named, and least of all because a slide is about them. */
export function meant(owners, { typed, chosen }) {
  const said = words(typed);
  if (chosen) return owners.find(({ code }) => code === chosen) ?? null;
  if (!said) return null;
  const exact = owners.find(({ code, name }) => name.toLowerCase() === said || code === said);
  if (exact) return exact;
  const found = owners.filter((each) => fits(each, said));
  return found.length === 1 ? found[0] : null;
}

function firstDifference(a, b) {
  const place = a.findIndex((value, index) => value !== b[index]);
  return place < 0 ? 0 : a[place] - b[place];
}
