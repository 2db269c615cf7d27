/* Where things stand on the map, in pixels and degrees; region-layer.js draws them. */

export const LABEL_HEIGHT = 16;

// How far a label that must be read may step aside.
const STEPS = [[0, -15], [0, 15], [-42, 0], [42, 0], [-42, -15], [42, -15], [-42, 15], [42, 15]];
// Below an area's badge.
const UNDER_BADGE = 16;
// So far outside the frame an area's label may still reach into it.
const MARGIN = 80;

export const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

export function boxAround({ x, y }, width) {
  const [w, h] = [width / 2, LABEL_HEIGHT / 2];
  return [x - w, y - h, x + w, y + h];
}

function isNear({ x, y }, size) {
  const within = (value, length) => value > -MARGIN && value < length + MARGIN;
  return within(x, size.x) && within(y, size.y);
}

function kept({ x, y }, width, size) {
  return {
    x: Math.min(Math.max(x, width / 2 + 4), size.x - width / 2 - 4),
    y: Math.min(Math.max(y, 12), size.y - 12),
  };
}

const around = ({ x, y }) => STEPS.map(([right, down]) => ({ x: x + right, y: y + down }));

/* The places a label may take, the best first: at the overview beside the islands, else on its area. */
function places({ anchor, beside, kind, conflicting }, overview) {
  const onArea = { x: anchor.x, y: anchor.y + (conflicting ? UNDER_BADGE : 0) };
  const may = overview && beside ? [beside] : [];
  if (kind !== "strong") return [...may, onArea];
  return [...may, ...may.flatMap(around), onArea, ...around(anchor)];
}

/* Labels in order of weight; one that would lie on another is left out. Each has a width, an anchor on its area,
 * perhaps a spot beside the islands; ``taken`` grows by the boxes of those that stand. */
export function place(labels, taken, size, overview) {
  const standing = [];
  for (const label of labels) {
    if (!isNear(label.anchor, size)) continue;
    for (const wanted of places(label, overview)) {
      const inFrame = overview || label.kind === "gate";
      const spot = inFrame ? kept(wanted, label.width, size) : wanted;
      const box = boxAround(spot, label.width);
      if (taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      standing.push({ label, spot, box });
      break;
    }
  }
  return standing;
}

/* Names of seas and neighbours: wholly within the frame, at the first spot that is free, or not at all. */
export function placeName(spots, width, taken, size) {
  for (const spot of spots) {
    const box = boxAround(spot, width);
    const cut = box[0] < 4 || box[1] < 4 || box[2] > size.x - 4 || box[3] > size.y - 4;
    if (cut || taken.some((other) => overlap(box, other))) continue;
    taken.push(box);
    return spot;
  }
  return null;
}

/* The line from an area to its label, or null where the label stands on it. A badge keeps its rim free. */
export function leader(anchor, box, fromBadge) {
  const end = {
    x: Math.min(Math.max(anchor.x, box[0] + 6), box[2] - 6),
    y: Math.min(Math.max(anchor.y, box[1] + 2), box[3] - 2),
  };
  const [x, y] = [end.x - anchor.x, end.y - anchor.y];
  const length = Math.hypot(x, y);
  if (length < (fromBadge ? 14 : 7)) return null;
  const start = fromBadge ? { x: anchor.x + (x * 8) / length, y: anchor.y + (y * 8) / length } : anchor;
  return [start, end];
}

/* A route as a bent line of twenty parts, so that there and back lie beside each other. */
export function bent([lat, lon], [toLat, toLon]) {
  const bend = 0.16;
  const via = [(lat + toLat) / 2 + (toLon - lon) * bend, (lon + toLon) / 2 - (toLat - lat) * bend];
  return Array.from({ length: 21 }, (_, step) => {
    const t = step / 20;
    const mix = (a, b, c) => (1 - t) * (1 - t) * a + 2 * t * (1 - t) * b + t * t * c;
    return [mix(lat, via[0], toLat), mix(lon, via[1], toLon)];
  });
}

/* One letter per area says how it is filled; components/map/map.py writes them: a class, the same in conflict, or
 * a state without one. What nobody knows the letter of counts as not reported. */
export function look(letter) {
  const shade = "01234".includes(letter) ? Number(letter) : "ABCDE".indexOf(letter);
  const pattern = { z: "zero", h: "dots", t: "dashes" }[letter] ?? "hatch";
  return {
    shade: shade >= 0 ? shade : null,
    pattern: shade >= 0 ? null : pattern,
    conflicting: "ABCDE".includes(letter),
    // White on white, and the palest class on the sea: they need an edge of their own.
    needsEdge: shade <= 0,
  };
}
