/* Draws the regions of NTT inside the st_folium frame.
 *
 * folium's own GeoJson would send every polygon with every change of indicator and build the map
 * anew. Here the geometry comes once from static files and stays in this frame; Python
 * (components/map.py) only sends how each region looks, and show() restyles what is there.
 *
 * Names and values come from people's files: they enter the page through textContent and
 * attributes only, never as markup.
 */
(function () {
  "use strict";

  const NTT = [[-11.02, 118.9], [-8.06, 125.2]];
  // The window context.json was cut to: dragging stops before its straight edges come into view.
  const WORLD = [[-12.2, 116.0], [-6.6, 128.2]];
  const AREA_EDGE = "#FFFBF3";
  const FONT = '"Plus Jakarta Sans"';
  const LABEL_HEIGHT = 16;
  // Map widths below this have room for the labels that matter, not for all 22.
  const NARROW = 560;
  // So far beyond the overview labels move from the sea onto their areas, and kecamatan get names.
  const CLOSER = 0.9;
  const CLOSE_ENOUGH_FOR_DISTRICTS = 1.6;

  const SEAS = [
    ["Laut Flores", -8.06, 121.62],
    ["Laut Sawu", -9.54, 121.93],
    ["Samudra Hindia", -10.68, 120.75],
  ];
  // The first place that is in view: a narrow map ends before the middle of Timor-Leste.
  const NEIGHBOUR = ["Timor-Leste", [[-8.86, 125.75], [-8.71, 125.01]]];

  const MARK_SHAPES = {
    airport: "M0-5L5 4L0 2L-5 4Z",
    port: "M-4-4H4V4H-4Z",
    border_post: "M0-5.5L5.5 0L0 5.5L-5.5 0Z",
    service: "M0-4.5A4.5 4.5 0 1 1 0 4.5A4.5 4.5 0 1 1 0-4.5Z",
  };

  const downloads = new Map();
  const levels = new Map();
  let view = null;

  /* Python cannot know how wide the frame is. On a phone the full height would be mostly sea, so
   * the frame asks for less. st_folium sets the height at each change, hence the detour here. */
  const frame = { full: 420, ask: window.Streamlit.setFrameHeight };
  window.Streamlit.setFrameHeight = (height) => {
    if (height) frame.full = height;
    setFrameHeight();
  };

  function setFrameHeight() {
    const width = document.documentElement.clientWidth;
    const height = Math.min(frame.full, Math.max(230, Math.round(width * 0.68)));
    frame.ask.call(window.Streamlit, height);
    if (view) view.container.style.height = `${height}px`;
  }

  /* ---- what Python calls -------------------------------------------------------------------- */

  async function show(map, payload) {
    view = view || setUp(map);
    const mine = ++view.turn;
    try {
      const [context, regencies, areas] = await Promise.all([
        download(payload.url.context),
        download(payload.url.regency),
        download(payload.url[payload.level]),
      ]);
      await view.styled;
      // While files were on their way the reader may have switched on: only the last call draws.
      if (mine === view.turn) draw(payload, context, regencies, areas);
    } catch (error) {
      console.error(error);
      if (mine === view.turn) tellFailure();
    }
  }

  function download(url) {
    if (!downloads.has(url)) {
      const answer = fetch(url, { credentials: "same-origin" }).then((response) => {
        if (!response.ok) throw new Error(`${url}: ${response.status}`);
        return response.json();
      });
      answer.catch(() => downloads.delete(url)); // so that the next change tries again
      downloads.set(url, answer);
    }
    return downloads.get(url);
  }

  /* ---- once per frame ----------------------------------------------------------------------- */

  function setUp(map) {
    const container = map.getContainer();
    container.classList.add("region-map");
    container.setAttribute("aria-label", "Peta Nusa Tenggara Timur");
    container.setAttribute("role", "region");
    document.documentElement.lang = "id";
    try {
      window.frameElement.title = "Peta Nusa Tenggara Timur";
    } catch (error) {
      // A stricter sandbox hides the frame element; its title then stays Streamlit's.
    }

    ["context", "areas", "borders", "outlines", "leaders", "labels", "marks"].forEach(
      (name, position) => {
        const pane = map.createPane(name);
        pane.style.zIndex = 400 + position;
        if (name === "labels" || name === "leaders") pane.style.pointerEvents = "none";
      },
    );
    const layers = {};
    for (const name of ["outlines", "pointer", "leaders", "labels", "marks"]) {
      // layerGroup, not featureGroup: st_folium must not hear clicks on these (see onClick).
      layers[name] = L.layerGroup().addTo(map);
    }
    const created = {
      map,
      container,
      layers,
      turn: 0,
      payload: null,
      selected: null,
      context: null,
      borders: null,
      level: null,
      moved: false,
      fitting: false,
      overviewZoom: map.getZoom(),
      tooltip: L.tooltip({ className: "region-tooltip", direction: "auto", offset: [14, 0], opacity: 1 }),
      note: L.DomUtil.create("div", "region-note"),
      // Labels are measured before they are drawn, so the font has to be there first; a frame
      // without it is better than none.
      styled: Promise.race([
        stylesheetReady().then(() =>
          Promise.all([500, "italic 500"].map((style) => document.fonts.load(`${style} 12px ${FONT}`))),
        ),
        new Promise((resolve) => setTimeout(resolve, 1500)),
      ])
        .catch(() => undefined)
        .then(() => {
          map.invalidateSize({ animate: false }); // leaflet.css and ours have changed the size
          if (!created.moved) fit(created);
        }),
    };

    const note = L.control({ position: "bottomleft" });
    note.onAdd = () => created.note;
    note.addTo(map);
    addZoomButtons(created);

    map.setMaxBounds(WORLD);
    map.setMaxZoom(13);
    map.options.maxBoundsViscosity = 1;
    map.on("movestart zoomstart", () => {
      if (!created.fitting) created.moved = true;
    });
    map.on("zoomend moveend resize", () => {
      letOneFingerScroll(created);
      if (created.payload) arrangeLabels(created);
    });
    followWidth(created);
    fit(created);
    return created;
  }

  function stylesheetReady() {
    const loaded = () =>
      [...document.styleSheets].some((sheet) => sheet.href && sheet.href.includes("region-layer.css"));
    return new Promise((resolve) => {
      (function check() {
        if (loaded()) resolve();
        else setTimeout(check, 20);
      })();
    });
  }

  function addZoomButtons(created) {
    const { map } = created;
    map.zoomIn = (delta, options) => {
      const target = worthSeeing(created);
      if (!target) return L.Map.prototype.zoomIn.call(map, delta, options);
      return map.setView(target, map.getZoom() + (delta || 1));
    };
    L.control.zoom({ zoomInTitle: "Perbesar", zoomOutTitle: "Perkecil" }).addTo(map);
    const bar = map.getContainer().querySelector(".leaflet-control-zoom");
    const home = L.DomUtil.create("a", "", bar);
    home.href = "#";
    home.title = "Seluruh NTT";
    home.setAttribute("role", "button");
    home.setAttribute("aria-label", "Seluruh NTT");
    home.append(drawing("0 0 16 16", "M1 6V1H6M10 1H15V6M15 10V15H10M6 15H1V10", "#1F2A37", 1.8));
    L.DomEvent.disableClickPropagation(home);
    L.DomEvent.on(home, "click", (event) => {
      L.DomEvent.preventDefault(event);
      fit(created);
    });
  }

  /* The middle of NTT is sea. Coming closer therefore leads to the chosen area, and without one to
   * the nearest area before the view is empty; null means straight on. */
  function worthSeeing(v) {
    if (!v.payload) return null;
    const { map, level, regencies, selected } = v;
    const regency = regencies.features.find(({ properties }) => properties.kode === selected);
    const chosen = level.areas.get(selected) || (regency && { feature: regency });
    if (chosen && !v.moved) return labelPoint(chosen.feature.properties);
    const next = map.getBounds().pad(-0.25);
    const points = [...level.areas.values()].map((area) => L.latLng(labelPoint(area.feature.properties)));
    if (points.some((spot) => next.contains(spot))) return null;
    const centre = map.getCenter();
    return points.reduce((a, b) => (centre.distanceTo(a) < centre.distanceTo(b) ? a : b));
  }

  function followWidth(created) {
    let last = 0;
    new ResizeObserver(() => {
      const width = document.documentElement.clientWidth;
      if (!width || width === last) return; // a hidden tab has no width until it opens
      last = width;
      setFrameHeight();
      created.map.invalidateSize({ animate: false });
      if (!created.moved) fit(created);
    }).observe(document.documentElement);
  }

  function fit(created) {
    const { map } = created;
    // On a phone the buttons take the upper corner, so NTT moves down a little.
    const margins =
      map.getSize().x < NARROW
        ? { paddingTopLeft: [8, 32], paddingBottomRight: [8, 16] }
        : { padding: [22, 20] };
    created.fitting = true;
    map.setMinZoom(0);
    map.fitBounds(NTT, { animate: false, ...margins });
    created.overviewZoom = map.getZoom();
    map.setMinZoom(created.overviewZoom - 0.3);
    created.fitting = false;
    created.moved = false;
    letOneFingerScroll(created);
  }

  /* At the overview there is nothing to drag to, and a finger on the map means to scroll the page. */
  function letOneFingerScroll(created) {
    if (!L.Browser.mobile) return;
    const overview = created.map.getZoom() < created.overviewZoom + 0.2;
    created.map.dragging[overview ? "disable" : "enable"]();
    created.container.classList.toggle("one-finger-scrolls", overview);
  }

  /* ---- drawing ------------------------------------------------------------------------------ */

  function draw(payload, context, regencies, areas) {
    const { map, container } = view;
    const palette = payload.palette;
    view.payload = payload;
    view.selected = payload.selected;
    view.regencies = regencies;
    const failure = container.querySelector(".region-failure");
    if (failure) failure.remove();

    container.style.backgroundColor = palette.sea;
    view.context =
      view.context ||
      L.geoJSON(context, { interactive: false, pane: "context", smoothFactor: 0 }).addTo(map);
    view.context.setStyle({
      fillColor: palette.land,
      fillOpacity: 1,
      color: palette.land_edge,
      weight: 1,
    });

    const level = levels.get(payload.level) || buildLevel(payload.level, areas);
    if (view.level !== level) {
      stopPointing();
      if (view.level) view.level.group.remove();
      level.group.addTo(map);
      addPatterns(payload.pattern);
      nameTheElements(level);
      view.level = level;
    }
    showRegencyBorders(payload.level === "district" ? areas.batas_kabupaten : null);
    dress(level, payload);
    outline();
    placeMarks(payload.marks);
    arrangeLabels(view);
    view.note.textContent = payload.note;
    container.dataset.level = payload.level; // tests and screenshots wait for these two
    container.dataset.drawn = String(view.turn);
  }

  function buildLevel(name, collection) {
    const renderer = view.renderer || (view.renderer = L.svg({ pane: "areas", padding: 0.5 }));
    const level = { group: L.layerGroup(), areas: new Map() };
    L.geoJSON(collection, {
      pane: "areas",
      renderer,
      className: "region-area",
      // Leaflet simplifies each ring on its own, which would open gaps between neighbours.
      smoothFactor: 0,
      onEachFeature(feature, layer) {
        const area = { code: feature.properties.kode, feature, layer, name: "", value: "", fill: "" };
        level.areas.set(area.code, area);
        layer.on({
          click: () => choose(area.code),
          mouseover: (event) => point(area, event.latlng, { weight: 1.4 }),
          mousemove: (event) => view.tooltip.setLatLng(event.latlng),
          mouseout: stopPointing,
        });
        level.group.addLayer(layer);
      },
    });
    levels.set(name, level);
    return level;
  }

  /* The fills that are not plain colours: never reported, and too few to show. */
  function addPatterns(colours) {
    const svg = view.renderer._container;
    if (svg.querySelector("defs")) return;
    const defs = svgElement("defs", {}, svg);
    const hatch = svgElement(
      "pattern",
      { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      defs,
    );
    svgElement("rect", { width: 6, height: 6, fill: colours.hatch_ground }, hatch);
    svgElement("rect", { width: 1.5, height: 6, fill: colours.hatch_line }, hatch);
    const dots = svgElement(
      "pattern",
      { id: "dots", width: 5, height: 5, patternUnits: "userSpaceOnUse" },
      defs,
    );
    svgElement("rect", { width: 5, height: 5, fill: colours.dots_ground }, dots);
    svgElement("circle", { cx: 2.5, cy: 2.5, r: 1.1, fill: colours.dots_dot }, dots);
  }

  /* One letter per area says how it is filled; components/map.py writes them. */
  function fillOf(letter, payload) {
    if (letter === "z") return payload.pattern.zero;
    if (letter === "h") return "url(#dots)";
    const shade = "01234".includes(letter) ? Number(letter) : "ABCDE".indexOf(letter);
    return shade >= 0 ? payload.palette.classes[shade] : "url(#hatch)";
  }

  function dress(level, payload) {
    const rows = new Map();
    payload.codes.split(" ").forEach((code, index) => rows.set(code, index));
    view.rows = rows;
    for (const area of level.areas.values()) {
      const index = rows.get(area.code);
      const letter = index === undefined ? "n" : payload.fills[index];
      area.name = payload.names[area.code] || area.feature.properties.nama;
      area.value = index === undefined ? "tidak ada keterangan" : payload.texts[payload.text[index]];
      area.conflicting = "ABCDE".includes(letter);
      const plain = "nzh".includes(letter);
      area.layer.setStyle({
        fillColor: fillOf(letter, payload),
        fillOpacity: 1,
        // White on white: areas without a colour need an edge of their own.
        color: plain ? payload.pattern.hatch_line : AREA_EDGE,
        weight: payload.level === "district" ? 0.6 : plain ? 0.8 : 1,
      });
      area.layer.getElement().setAttribute("aria-label", `${area.name}: ${area.value}`);
    }
  }

  function showRegencyBorders(lines) {
    if (lines && !view.borders) {
      view.borders = L.geoJSON(lines, {
        pane: "borders",
        interactive: false,
        smoothFactor: 0,
        style: { color: "#1F2A37", weight: 1.4, opacity: 0.75 },
      });
    }
    if (view.borders) view.borders[lines ? "addTo" : "removeFrom"](view.map);
  }

  /* Outlines lie in a pane of their own: on the area itself the neighbours would cover half of them. */
  function drawOutline(group, area, style) {
    L.geoJSON(area.feature, {
      pane: "outlines",
      interactive: false,
      smoothFactor: 0,
      style: { fill: false, color: "#1F2A37", ...style },
    }).addTo(group);
  }

  function outline() {
    const { outlines } = view.layers;
    outlines.clearLayers();
    const thin = isNarrow(view) ? 0.65 : 1; // small islands would drown in their own outline
    const codes = view.payload.codes.split(" ");
    for (const [index, emphasis] of view.payload.emphasis) {
      const area = view.level.areas.get(codes[index]);
      const certain = emphasis === "certain";
      const style = certain ? { weight: 2.5 * thin } : { weight: 1.8 * thin, dashArray: "4 3" };
      if (area) drawOutline(outlines, area, style);
    }
    for (const area of view.level.areas.values()) {
      const selected = area.code === view.selected;
      area.layer.getElement().setAttribute("aria-pressed", String(selected));
      if (selected) {
        drawOutline(outlines, area, { weight: 6 * thin, color: "#FFFFFF", opacity: 0.9 });
        drawOutline(outlines, area, { weight: 3.2 * thin });
      }
    }
  }

  function placeMarks(marks) {
    const { marks: group } = view.layers;
    group.clearLayers();
    for (const [lat, lon, name, kind] of marks) {
      const shape = MARK_SHAPES[kind] || MARK_SHAPES.service;
      const html = drawing("-8 -8 16 16", shape, "#FFFFFF", 1.4, "#27406B");
      const icon = L.divIcon({ className: "", iconSize: [16, 16], html });
      const mark = L.marker([lat, lon], { icon, pane: "marks", keyboard: false, alt: name });
      mark.on({
        mouseover: () => tell(name, "", [lat, lon]),
        click: () => tell(name, "", [lat, lon]),
        mouseout: stopPointing,
      });
      mark.addTo(group);
    }
  }

  /* ---- labels ------------------------------------------------------------------------------- */

  /* Labels are boxes in pixels, placed in order of weight; one that would lie on another is left
   * out. At the overview they stand beside the islands with a line to their area, closer by they
   * stand on it. */
  function arrangeLabels(v) {
    const { map, layers } = v;
    layers.labels.clearLayers();
    layers.leaders.clearLayers();
    const size = map.getSize();
    const narrow = isNarrow(v);
    const overview = map.getZoom() < v.overviewZoom + CLOSER;
    const corners = v.container.querySelectorAll(".leaflet-control-zoom, .region-note");
    const origin = v.container.getBoundingClientRect();
    const taken = [...corners].map((corner) => {
      const { left, top, right, bottom } = corner.getBoundingClientRect();
      return [left - origin.left, top - origin.top, right - origin.left, bottom - origin.top];
    });

    for (const area of v.level.areas.values()) {
      if (area.conflicting) taken.push(placeBadge(v, area));
    }

    for (const label of labelsInOrder(v, narrow)) {
      const anchor = map.latLngToContainerPoint(labelPoint(label));
      if (!inside(anchor, size, 80)) continue;
      const width = textWidth(label.text, label.kind) + 4;
      const spots = [];
      if (overview && label.spot) {
        const spot = map.latLngToContainerPoint([label.spot[1], label.spot[0]]);
        spots.push(spot);
        if (label.kind === "strong") spots.push(...around(spot));
      }
      const below = label.conflicting ? [0, 16] : [0, 0];
      spots.push(anchor.add(below));
      if (label.kind === "strong") spots.push(...around(anchor));
      for (const spot of spots) {
        if (overview) keepInside(spot, width, size);
        const box = boxAround(spot, width);
        if (taken.some((other) => overlap(box, other))) continue;
        taken.push(box);
        drawLeader(v, anchor, box, label.conflicting);
        drawLabel(v, spot, label.text, label.kind);
        break;
      }
    }

    const [neighbour, places] = NEIGHBOUR;
    const blue = v.payload.palette.sea_label;
    const words = SEAS.map(([text, lat, lon]) => [text, [[lat, lon]], "sea", blue]);
    for (const [text, spots, kind, colour] of [...words, [neighbour, places, "quiet", ""]]) {
      for (const spot of spots.map((place) => map.latLngToContainerPoint(place))) {
        const box = boxAround(spot, textWidth(text, kind));
        const cut = box[0] < 4 || box[1] < 4 || box[2] > size.x - 4 || box[3] > size.y - 4;
        if (cut || taken.some((other) => overlap(box, other))) continue;
        taken.push(box);
        drawLabel(v, spot, text, kind, colour);
        break;
      }
    }
  }

  function labelsInOrder(v, narrow) {
    const { payload, level, rows } = v;
    const given = new Map(payload.labels);
    const emphasised = new Map(payload.emphasis);
    const close = v.map.getZoom() >= v.overviewZoom + CLOSE_ENOUGH_FOR_DISTRICTS;
    const labels = [];
    for (const area of level.areas.values()) {
      const index = rows.get(area.code);
      const selected = area.code === v.selected;
      const emphasis = emphasised.get(index);
      let text = given.get(index);
      // Kecamatan are too many to be labelled by Python: their names show once there is room.
      if (!text && payload.level === "district" && (selected || close)) text = area.name;
      if (!text) continue;
      const rank = selected ? 0 : emphasis === "certain" ? 1 : emphasis ? 2 : 3;
      const { titik } = area.feature.properties;
      labels.push({
        text,
        titik,
        rank,
        spot: payload.spots[area.code],
        conflicting: area.conflicting,
        kind: rank < 3 ? "strong" : "name",
      });
    }
    if (payload.level === "district" && !close) {
      // Until then the kabupaten tell the reader where he is.
      for (const { properties } of v.regencies.features) {
        labels.push({
          text: properties.label,
          titik: properties.titik,
          rank: 4,
          spot: payload.spots[properties.kode],
          kind: "name",
        });
      }
    }
    const most = narrow ? labels.filter((label) => label.rank < 3) : labels;
    return most.sort((a, b) => a.rank - b.rank);
  }

  const STEPS = [[0, -15], [0, 15], [-42, 0], [42, 0], [-42, -15], [42, -15], [-42, 15], [42, 15]];
  const around = (spot) => STEPS.map((step) => spot.add(step));
  const labelPoint = ({ titik }) => [titik[1], titik[0]];
  const isNarrow = (v) => v.map.getSize().x < NARROW && v.map.getZoom() < v.overviewZoom + CLOSER;
  const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  function boxAround(spot, width) {
    const [x, y] = [width / 2, LABEL_HEIGHT / 2];
    return [spot.x - x, spot.y - y, spot.x + x, spot.y + y];
  }

  function inside(spot, size, margin) {
    const within = (value, length) => value > -margin && value < length + margin;
    return within(spot.x, size.x) && within(spot.y, size.y);
  }

  function keepInside(spot, width, size) {
    spot.x = Math.min(Math.max(spot.x, width / 2 + 4), size.x - width / 2 - 4);
    spot.y = Math.min(Math.max(spot.y, 12), size.y - 12);
  }

  const ruler = document.createElement("canvas").getContext("2d");
  const widths = new Map();
  function textWidth(text, kind) {
    const style = { sea: "italic 500", strong: "700" }[kind] || "500";
    const font = `${style} 12px ${FONT}, sans-serif`;
    const known = `${font}|${text}`;
    if (!widths.has(known)) {
      ruler.font = font;
      // What region-layer.css adds between letters and words.
      const words = text.split(" ").length;
      widths.set(known, ruler.measureText(text).width + text.length * 0.12 + words * 1.2);
    }
    return widths.get(known);
  }

  function drawLabel(v, spot, text, kind, colour) {
    const span = document.createElement("span");
    span.className = `region-label ${kind}`;
    span.textContent = text;
    if (colour) span.style.color = colour;
    const icon = L.divIcon({ className: "", iconSize: [0, 0], html: span });
    placeIcon(v, v.map.containerPointToLatLng(spot), icon);
  }

  function placeIcon(v, latlng, icon) {
    const options = { icon, pane: "labels", interactive: false, keyboard: false };
    L.marker(latlng, options).addTo(v.layers.labels);
  }

  function drawLeader(v, anchor, box, fromBadge) {
    const end = L.point(
      Math.min(Math.max(anchor.x, box[0] + 6), box[2] - 6),
      Math.min(Math.max(anchor.y, box[1] + 2), box[3] - 2),
    );
    const length = anchor.distanceTo(end);
    if (length < (fromBadge ? 14 : 7)) return; // the label stands on its area
    const start = fromBadge ? anchor.add(end.subtract(anchor).multiplyBy(8 / length)) : anchor;
    L.polyline([start, end].map((spot) => v.map.containerPointToLatLng(spot)), {
      pane: "leaders",
      interactive: false,
      color: "#1F2A37",
      weight: 0.9,
    }).addTo(v.layers.leaders);
  }

  function placeBadge(v, area) {
    const [lon, lat] = area.feature.properties.titik;
    const side = v.payload.level === "regency" ? 15 : isNarrow(v) ? 9 : 12;
    const badge = document.createElement("span");
    badge.className = "region-badge";
    badge.style.cssText = `width:${side}px;height:${side}px;background:${v.payload.pattern.badge}`;
    badge.append(drawing("-8 -8 16 16", "M-4-2H4M-4 2H4M2.5-5L-2.5 5", "#FFFFFF", 1.8));
    const icon = L.divIcon({ className: "", iconSize: [side, side], html: badge });
    placeIcon(v, [lat, lon], icon);
    const spot = v.map.latLngToContainerPoint([lat, lon]);
    return [spot.x - side / 2, spot.y - side / 2, spot.x + side / 2, spot.y + side / 2];
  }

  /* ---- pointing and choosing ---------------------------------------------------------------- */

  function point(area, latlng, style) {
    stopPointing();
    drawOutline(view.layers.pointer, area, style);
    tell(area.name, area.value, latlng);
  }

  function stopPointing() {
    view.layers.pointer.clearLayers();
    view.tooltip.remove();
  }

  function tell(name, value, latlng) {
    const content = document.createElement("div");
    const title = document.createElement("strong");
    title.textContent = name;
    content.append(title, value);
    view.tooltip.setContent(content).setLatLng(latlng).addTo(view.map);
  }

  /* st_folium would answer after 250 ms and with the whole polygon. This answers at once with the
   * code only, in the same field, and notes it as sent so that st_folium does not repeat it. The
   * time stamp makes a second click on the same area an answer of its own. */
  function choose(code) {
    view.selected = code;
    outline();
    arrangeLabels(view);
    const answer = {
      last_active_drawing: {
        type: "Feature",
        properties: { kode: code, klik: Date.now() },
        geometry: null,
      },
    };
    const memory = window.__GLOBAL_DATA__;
    if (memory) {
      memory.last_active_drawing = answer.last_active_drawing;
      memory.previous_data = answer;
    }
    window.Streamlit.setComponentValue(answer);
  }

  /* With the keyboard the areas are one stop: arrows go from area to area, Enter chooses. */
  function nameTheElements(level) {
    const areas = [...level.areas.values()];
    areas.forEach((area, index) => {
      const element = area.layer.getElement();
      element.dataset.code = area.code;
      element.setAttribute("role", "button");
      element.setAttribute("tabindex", index ? "-1" : "0");
      element.onfocus = () => {
        if (!element.matches(":focus-visible")) return;
        point(area, labelPoint(area.feature.properties), { weight: 3.5, color: "#27406B" });
      };
      element.onblur = stopPointing;
      element.onkeydown = (event) => {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (event.key === "Enter" || event.key === " ") {
          choose(area.code);
        } else if (step) {
          const next = areas[(index + step + areas.length) % areas.length].layer.getElement();
          element.setAttribute("tabindex", "-1");
          next.setAttribute("tabindex", "0");
          next.focus();
        } else {
          return;
        }
        event.preventDefault();
        event.stopPropagation(); // or Leaflet would move the map as well
      };
    });
  }

  /* ---- small helpers ------------------------------------------------------------------------ */

  function tellFailure() {
    if (view.container.querySelector(".region-failure")) return;
    const message = L.DomUtil.create("div", "region-failure", view.container);
    message.setAttribute("role", "alert");
    message.textContent = "Peta tidak dapat dimuat. Angkanya tetap dapat dibaca sebagai tabel.";
  }

  function svgElement(name, attributes, parent) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (parent) parent.append(element);
    return element;
  }

  function drawing(viewBox, path, stroke, width, fill = "none") {
    const svg = svgElement("svg", { viewBox, "aria-hidden": "true" });
    svgElement("path", { d: path, stroke, fill, "stroke-width": width, "stroke-linejoin": "round" }, svg);
    return svg;
  }

  window.regionLayer = { show };
})();
