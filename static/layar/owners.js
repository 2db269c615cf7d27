/* Who may own a task, as suggestions under what is being typed. */

const MOST = 5;

/* Those whose name or code holds what was typed, the chosen one always; first the chosen, then the agency that the
 * slide is about, then names that begin with it. */
export function suggested(owners, { typed, chosen, ofSlide }) {
  const words = typed.trim().toLowerCase();
  const fits = ({ code, name }) =>
    !words || code === chosen || name.toLowerCase().includes(words) || code.includes(words);
  const rank = ({ code, name }) => [code === chosen, code === ofSlide, name.toLowerCase().startsWith(words)];
  return owners.filter(fits).sort((a, b) => firstDifference(rank(b), rank(a))).slice(0, MOST);
}

function firstDifference(a, b) {
  const place = a.findIndex((value, index) => value !== b[index]);
  return place < 0 ? 0 : a[place] - b[place];
}
