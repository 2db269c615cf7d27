/* Draws the regions of the province inside the st_folium frame.
 *
 * folium's own GeoJson would send every polygon with every change of indicator and build the map
 * anew. Here the geometry comes once from static files and stays in this frame; Python
 * (components/map/map.py) only sends how each region looks, and show() restyles what is there.
 *
 * Names and values come from people's files: they enter the page through textContent and
 * attributes only, never as markup.
 */
(function () {
  "use strict";

  // Map widths below this have room for the labels that matter, not for all 22.
  const NARROW = 560;
  // So far beyond the overview labels move from the sea onto their areas, and kecamatan get names.
  const CLOSER = 0.9;
  const CLOSE_ENOUGH_FOR_DISTRICTS = 1.6;

  const MARK_SHAPES = {
    airport: "M0-5L5 4L0 2L-5 4Z",
    port: "M-4-4H4V4H-4Z",
    border_post: "M0-5.5L5.5 0L0 5.5L-5.5 0Z",
    service: "M0-4.5A4.5 4.5 0 1 1 0 4.5A4.5 4.5 0 1 1 0-4.5Z",
  };
  // A cluster of one kecamatan has no radius; below this its circle would vanish.
  const SMALLEST_CIRCLE_KM = 5;

  // folium loads this file as a plain script; its rules are a module, there before anything is drawn.
  let rules = null;

  const downloads = new Map();
  // The maps of this frame: one, and a second below it while two periods are compared.
  const views = [];
  const shared = { turn: 0, province: null, payload: null, selected: null, focus: null, regencies: null, comparing: false };

  /* Python cannot know how wide the frame is. On a phone the full height would be mostly sea, so
   * the frame asks for less. st_folium sets the height at each change, hence the detour here. */
  const BETWEEN = 8;
  const frame = { full: 420, ask: window.Streamlit.setFrameHeight };
  window.Streamlit.setFrameHeight = (height) => {
    if (height) frame.full = height;
    setFrameHeight();
  };

  /* What the screen has more than a desk of 900 pixels, which is what the page reckons with, goes to the map. */
  const A_DESK = 900;
  const moreRoom = () => Math.max(0, window.parent.innerHeight - A_DESK);

  function setFrameHeight() {
    const width = document.documentElement.clientWidth;
    const share = shared.comparing ? 0.42 : 0.68;
    const height = Math.min(frame.full + moreRoom(), Math.max(230, Math.round(width * share)));
    const whole = shared.comparing ? 2 * height + BETWEEN : height;
    frame.ask.call(window.Streamlit, whole);
    // Paper is laid out without us: region-layer.css fits what is drawn to it, and has to know its size.
    document.documentElement.style.setProperty("--drawn-width", `${width}px`);
    document.documentElement.style.setProperty("--drawn-height", `${whole}px`);
    for (const v of views) {
      v.container.style.height = `${height}px`;
      if (v.map.getSize().y === height) continue;
      v.map.invalidateSize({ animate: false });
      if (!v.moved) fit(v, shared.focus);
    }
  }

  /* ---- what Python calls -------------------------------------------------------------------- */

  async function show(map, payload) {
    shared.province = payload.province;
    if (!views.length) views.push(setUp(map, true));
    const mine = ++shared.turn;
    try {
      const [context, regencies, areas, placing] = await Promise.all([
        download(payload.url.context),
        download(payload.url.regency),
        download(payload.url[payload.level]),
        import("./placing.js"),
      ]);
      rules = placing;
      await views[0].styled;
      // While files were on their way the reader may have switched on: only the last call draws.
      if (mine === shared.turn) draw(payload, context, regencies, areas);
    } catch (error) {
      console.error(error);
      if (mine === shared.turn) tellFailure();
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

  function setUp(map, isFirst) {
    const container = map.getContainer();
    container.classList.add("region-map");
    container.setAttribute("aria-label", `Peta ${shared.province.name}`);
    container.setAttribute("role", "region");
    document.documentElement.lang = "id";
    try {
      window.frameElement.title = `Peta ${shared.province.name}`;
    } catch (error) {
      // A stricter sandbox hides the frame element; its title then stays Streamlit's.
    }

    ["context", "areas", "borders", "outlines", "circles", "flows", "leaders", "labels", "marks"].forEach(
      (name, position) => {
        const pane = map.createPane(name);
        pane.style.zIndex = 400 + position;
        if (!["areas", "marks", "flows"].includes(name)) pane.style.pointerEvents = "none";
      },
    );
    const layers = {};
    for (const name of ["outlines", "pointer", "circles", "flows", "leaders", "labels", "marks"]) {
      // layerGroup, not featureGroup: st_folium must not hear clicks on these (see onClick).
      layers[name] = L.layerGroup().addTo(map);
    }
    const created = {
      map,
      container,
      layers,
      levels: new Map(),
      pane: null,
      context: null,
      borders: null,
      level: null,
      moved: false,
      fitting: false,
      overviewZoom: map.getZoom(),
      tooltip: L.tooltip({ className: "region-tooltip", direction: "auto", offset: [14, 0], opacity: 1 }),
      note: L.DomUtil.create("div", "region-note"),
      title: L.DomUtil.create("div", "region-title"),
      // Labels are measured before they are drawn, so the font has to be there first; a frame
      // without it is better than none.
      styled: Promise.race([
        stylesheetReady().then(() =>
          Promise.all([500, "italic 500"].map((style) => document.fonts.load(`${style} 12px ${typeface()}`))),
        ),
        new Promise((resolve) => setTimeout(resolve, 1500)),
      ])
        .catch(() => undefined)
        .then(() => {
          map.invalidateSize({ animate: false }); // leaflet.css and ours have changed the size
          if (!created.moved) fit(created);
        }),
    };

    addControl(map, "topright", created.title);
    if (isFirst) {
      addControl(map, "bottomleft", created.note);
      addZoomButtons(created);
    }

    // The window context.json was cut to: dragging stops before its straight edges come into view.
    map.setMaxBounds(shared.province.window);
    map.setMaxZoom(13);
    map.options.maxBoundsViscosity = 1;
    map.on("movestart zoomstart", () => {
      if (!created.fitting) created.moved = true;
    });
    map.on("zoomend moveend resize", () => {
      letOneFingerScroll(created);
      if (created.pane) arrangeLabels(created);
    });
    if (isFirst) followWidth();
    fit(created);
    return created;
  }

  function addControl(map, position, element) {
    const control = L.control({ position });
    control.onAdd = () => element;
    control.addTo(map);
  }

  /* The second map is made in this frame, so that comparing two periods builds no other one. It shows
   * the same place as the first: whichever is moved, the other follows. */
  function pairUp() {
    const container = document.getElementById("map_div2");
    container.style.width = "";
    container.style.height = views[0].container.style.height;
    const { options } = views[0].map;
    const map = L.map(container, { ...options, zoomControl: false, layers: [] });
    map.setView(views[0].map.getCenter(), views[0].map.getZoom(), { animate: false });
    const second = setUp(map, false);
    views.push(second);
    let following = false;
    for (const [leader, follower] of [views, [...views].reverse()]) {
      leader.map.on("move", () => {
        if (following || leader.fitting || !shared.comparing) return;
        following = true;
        follower.map.setView(leader.map.getCenter(), leader.map.getZoom(), { animate: false });
        following = false;
      });
    }
  }

  function setComparing(comparing) {
    if (comparing === shared.comparing) return;
    shared.comparing = comparing;
    document.getElementById("parent").classList.toggle("region-pair", comparing);
    setFrameHeight();
    if (comparing && views.length === 1) pairUp();
    for (const v of views) {
      v.map.invalidateSize({ animate: false });
      v.moved = false;
      fit(v, shared.focus);
    }
  }

  function stylesheetReady() {
    const loaded = () =>
      ["look.css", "region-layer.css"].every((name) =>
        [...document.styleSheets].some((sheet) => sheet.href && sheet.href.includes(name)),
      );
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
    home.title = shared.province.whole;
    home.setAttribute("role", "button");
    home.setAttribute("aria-label", shared.province.whole);
    home.append(drawing("0 0 16 16", "M1 6V1H6M10 1H15V6M15 10V15H10M6 15H1V10", "currentColor", 1.8));
    L.DomEvent.disableClickPropagation(home);
    L.DomEvent.on(home, "click", (event) => {
      L.DomEvent.preventDefault(event);
      for (const v of views) fit(v);
    });
  }

  /* The middle of the province may be sea. Coming closer therefore leads to the chosen area, and without one to
   * the nearest area before the view is empty; null means straight on. */
  function worthSeeing(v) {
    if (!v.pane) return null;
    const { map, level } = v;
    const { selected } = shared;
    const regency = regencyFeature(selected);
    const chosen = level.areas.get(selected) || (regency && { feature: regency });
    if (chosen && !v.moved) return labelPoint(chosen.feature.properties);
    const next = map.getBounds().pad(-0.25);
    const points = [...level.areas.values()].map((area) => L.latLng(labelPoint(area.feature.properties)));
    if (points.some((spot) => next.contains(spot))) return null;
    const centre = map.getCenter();
    return points.reduce((a, b) => (centre.distanceTo(a) < centre.distanceTo(b) ? a : b));
  }

  function followWidth() {
    let last = 0;
    new ResizeObserver(() => {
      const width = document.documentElement.clientWidth;
      if (!width || width === last) return; // a hidden tab has no width until it opens
      last = width;
      setFrameHeight();
      for (const v of views) {
        v.map.invalidateSize({ animate: false });
        if (!v.moved) fit(v, shared.focus);
      }
    }).observe(document.documentElement);
  }

  /* All of the province, or the kabupaten in ``focus``; how far it alone is away stays the measure of "close". */
  function fit(created, focus = null) {
    const { map } = created;
    // On a phone the buttons take the upper corner, so the province moves down a little.
    const margins =
      map.getSize().x < NARROW
        ? { paddingTopLeft: [8, 32], paddingBottomRight: [8, 16] }
        : { padding: [22, 20] };
    created.fitting = true;
    map.setMinZoom(0);
    map.fitBounds(shared.province.frame, { animate: false, ...margins });
    created.overviewZoom = map.getZoom();
    map.setMinZoom(created.overviewZoom - 0.3);
    const regency = focus && regencyFeature(focus);
    if (regency) map.fitBounds(L.geoJSON(regency).getBounds(), { animate: false, ...margins });
    created.fitting = false;
    created.moved = false;
    letOneFingerScroll(created);
  }

  function regencyFeature(code) {
    const { regencies } = shared;
    return regencies && regencies.features.find(({ properties }) => properties.kode === code);
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
    shared.payload = payload;
    shared.selected = payload.selected;
    shared.regencies = regencies;
    setComparing(payload.panes.length > 1);
    const focused = payload.focus !== shared.focus;
    shared.focus = payload.focus;
    payload.panes.forEach((pane, index) => {
      const v = views[index];
      drawPane(v, pane, context, areas);
      if (focused) fit(v, payload.focus);
    });
    outline();
    for (const v of shown()) {
      placeMarks(v, payload.marks);
      placeCircles(v, payload.circles);
      placeFlows(v, payload.flows);
      arrangeLabels(v);
    }
    views[0].note.textContent = payload.note;
    const { dataset } = views[0].container;
    dataset.level = payload.level; // tests and screenshots wait for these
    dataset.panes = String(payload.panes.length);
    dataset.drawn = String(shared.turn);
  }

  const shown = () => (shared.comparing ? views : views.slice(0, 1));

  function drawPane(v, pane, context, areas) {
    const { map, container } = v;
    const { payload } = shared;
    const palette = payload.palette;
    v.pane = pane;
    const failure = container.querySelector(".region-failure");
    if (failure) failure.remove();

    container.style.backgroundColor = palette.sea;
    v.context =
      v.context || L.geoJSON(context, { interactive: false, pane: "context", smoothFactor: 0 }).addTo(map);
    v.context.setStyle({
      fillColor: palette.land,
      fillOpacity: 1,
      color: palette.land_edge,
      weight: 1,
    });

    const level = v.levels.get(payload.level) || buildLevel(v, payload.level, areas);
    if (v.level !== level) {
      stopPointing();
      if (v.level) v.level.group.remove();
      level.group.addTo(map);
      addPatterns(v, payload.pattern);
      nameTheElements(v, level);
      v.level = level;
    }
    showRegencyBorders(v, payload.level === "district" ? areas.batas_kabupaten : null);
    dress(v, payload);
    v.title.textContent = pane.title;
    v.title.hidden = !pane.title;
  }

  function buildLevel(v, name, collection) {
    const renderer = v.renderer || (v.renderer = L.svg({ pane: "areas", padding: 0.5 }));
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
          mouseover: (event) => point(v, area, event.latlng, { weight: 1.4 }),
          mousemove: (event) => v.tooltip.setLatLng(event.latlng),
          mouseout: stopPointing,
        });
        level.group.addLayer(layer);
      },
    });
    v.levels.set(name, level);
    return level;
  }

  /* The fills that are not plain colours: never reported, hidden, and too little to be given a word. */
  function addPatterns(v, colours) {
    const svg = v.renderer._container;
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
    const dashes = svgElement(
      "pattern",
      { id: "dashes", width: 8, height: 5, patternUnits: "userSpaceOnUse" },
      defs,
    );
    svgElement("rect", { width: 8, height: 5, fill: colours.dashes_ground }, dashes);
    svgElement("rect", { width: 5, height: 1, y: 2, fill: colours.dashes_dash }, dashes);
  }

  function fillOf({ shade, pattern }, payload) {
    if (shade !== null) return payload.palette.classes[shade];
    return pattern === "zero" ? payload.pattern.zero : `url(#${pattern})`;
  }

  /* The areas' codes in the order of the payload's rows: Python's, or the geometry's own. */
  function codesOf(v) {
    const { codes } = shared.payload;
    return codes ? codes.split(" ") : [...v.level.areas.keys()];
  }

  function dress(v, payload) {
    const { pane } = v;
    const rows = new Map(codesOf(v).map((code, index) => [code, index]));
    v.rows = rows;
    for (const area of v.level.areas.values()) {
      const index = rows.get(area.code);
      const letter = index === undefined ? "n" : pane.fills[index];
      area.name = payload.names[area.code] || area.feature.properties.nama;
      area.value = index === undefined ? "tidak ada keterangan" : pane.texts[pane.text[index]];
      const look = rules.look(letter);
      area.conflicting = look.conflicting;
      area.layer.setStyle({
        fillColor: fillOf(look, payload),
        fillOpacity: 1,
        color: look.needsEdge ? payload.pattern.hatch_line : payload.line.edge,
        weight: payload.level === "district" ? 0.6 : look.pattern ? 0.8 : 1,
      });
      area.layer.getElement().setAttribute("aria-label", `${area.name}: ${area.value}`);
    }
  }

  function showRegencyBorders(v, lines) {
    if (lines && !v.borders) {
      v.borders = L.geoJSON(lines, {
        pane: "borders",
        interactive: false,
        smoothFactor: 0,
        style: { color: shared.payload.line.ink, weight: 1.4, opacity: 0.75 },
      });
    }
    if (v.borders) v.borders[lines ? "addTo" : "removeFrom"](v.map);
  }

  /* Outlines lie in a pane of their own: on the area itself the neighbours would cover half of them. */
  function drawOutline(group, area, style) {
    L.geoJSON(area.feature, {
      pane: "outlines",
      interactive: false,
      smoothFactor: 0,
      style: { fill: false, color: shared.payload.line.ink, ...style },
    }).addTo(group);
  }

  function outline() {
    for (const v of shown()) {
      const codes = codesOf(v);
      const { outlines } = v.layers;
      outlines.clearLayers();
      const thin = isNarrow(v) ? 0.65 : 1; // small islands would drown in their own outline
      for (const [index, emphasis] of v.pane.emphasis) {
        const area = v.level.areas.get(codes[index]);
        const certain = emphasis === "certain";
        const style = certain ? { weight: 2.5 * thin } : { weight: 1.8 * thin, dashArray: "4 3" };
        if (area) drawOutline(outlines, area, style);
      }
      for (const area of v.level.areas.values()) {
        const selected = area.code === shared.selected;
        area.layer.getElement().setAttribute("aria-pressed", String(selected));
        if (selected) {
          drawOutline(outlines, area, { weight: 6 * thin, color: shared.payload.line.halo, opacity: 0.9 });
          drawOutline(outlines, area, { weight: 3.2 * thin });
        }
      }
    }
  }

  /* ---- points, clusters and routes ------------------------------------------------------------ */

  function placeMarks(v, marks) {
    const { marks: group } = v.layers;
    const { halo, mark } = shared.payload.line;
    group.clearLayers();
    for (const [lat, lon, name, kind, approximate] of marks) {
      const shape = MARK_SHAPES[kind] || MARK_SHAPES.service;
      const [stroke, fill] = approximate ? [mark, halo] : [halo, mark];
      const html = drawing("-8 -8 16 16", shape, stroke, 1.4, fill);
      tellOnPointing(v, placeSpot(v, [lat, lon], html, 16, name), [lat, lon], name, "");
    }
  }

  /* A mark that says what it is when pointed at, tapped, or reached with the keyboard. */
  function placeSpot(v, place, html, size, name) {
    const icon = L.divIcon({ className: "", iconSize: [size, size], html });
    return L.marker(place, { icon, pane: "marks", alt: name, title: "" }).addTo(v.layers.marks);
  }

  function tellOnPointing(v, layer, place, name, value) {
    layer.on({
      mouseover: () => tell(v, name, value, place),
      click: () => tell(v, name, value, place),
      mouseout: stopPointing,
    });
    const element = layer.getElement();
    if (element) {
      element.setAttribute("aria-label", value ? `${name}: ${value}` : name);
      element.onfocus = () => tell(v, name, value, place);
      element.onblur = stopPointing;
    }
  }

  /* The clusters of the scan: a broken ring around their kecamatan, and the number of their row in the list. */
  function placeCircles(v, circles) {
    const { circles: group } = v.layers;
    const { halo, ink } = shared.payload.line;
    group.clearLayers();
    for (const [lat, lon, km, number, name, text] of circles) {
      const radius = Math.max(km, SMALLEST_CIRCLE_KM) * 1000;
      const ring = { pane: "circles", interactive: false, fill: false, radius };
      L.circle([lat, lon], { ...ring, color: halo, weight: 5, opacity: 0.85 }).addTo(group);
      const seen = L.circle([lat, lon], { ...ring, color: ink, weight: 2.2, dashArray: "1 5" }).addTo(group);
      const top = [seen.getBounds().getNorth(), lon];
      const badge = document.createElement("span");
      badge.className = "region-number";
      badge.textContent = number;
      tellOnPointing(v, placeSpot(v, top, badge, 20, name), top, name, text);
    }
  }

  /* Routes as bent lines, thicker for more reports; each ends in an arrow at its gate. */
  function placeFlows(v, flows) {
    const { flows: group } = v.layers;
    const { halo, mark } = shared.payload.line;
    group.clearLayers();
    for (const [from, to, weight, name, text] of flows) {
      const line = rules.bent(from, to);
      const end = line[line.length - 1];
      L.polyline(line, { pane: "flows", interactive: false, color: halo, weight: weight + 2.4, opacity: 0.8 })
        .addTo(group);
      const drawn = L.polyline(line, { pane: "flows", color: mark, weight, opacity: 0.85, lineCap: "round" });
      drawn.addTo(group);
      tellOnPointing(v, drawn, line[Math.floor(line.length / 2)], name, text);
      const [before, after] = [line[line.length - 2], end].map((spot) => v.map.latLngToLayerPoint(spot));
      const angle = (Math.atan2(after.y - before.y, after.x - before.x) * 180) / Math.PI;
      const head = drawing("-8 -8 16 16", "M-5-5L5 0L-5 5Z", halo, 1, mark);
      head.style.transform = `rotate(${angle}deg)`;
      const size = Math.min(10 + weight, 18);
      const icon = L.divIcon({ className: "region-arrow", iconSize: [size, size], html: head });
      L.marker(end, { icon, pane: "flows", interactive: false, keyboard: false }).addTo(group);
    }
  }

  /* ---- labels ------------------------------------------------------------------------------- */

  function arrangeLabels(v) {
    const { map, layers } = v;
    layers.labels.clearLayers();
    layers.leaders.clearLayers();
    const size = map.getSize();
    const narrow = isNarrow(v);
    const overview = map.getZoom() < v.overviewZoom + CLOSER;
    const corners = v.container.querySelectorAll(
      ".leaflet-control-zoom, .region-note, .region-title, .region-number",
    );
    const origin = v.container.getBoundingClientRect();
    const taken = [...corners].map((corner) => {
      const { left, top, right, bottom } = corner.getBoundingClientRect();
      return [left - origin.left, top - origin.top, right - origin.left, bottom - origin.top];
    });

    for (const area of v.level.areas.values()) {
      if (area.conflicting) taken.push(placeBadge(v, area));
    }

    const labels = labelsInOrder(v, narrow).map((label) => ({
      ...label,
      anchor: map.latLngToContainerPoint(labelPoint(label)),
      beside: label.spot && map.latLngToContainerPoint([label.spot[1], label.spot[0]]),
      width: textWidth(label.text, label.kind) + 4,
    }));
    for (const { label, spot, box } of rules.place(labels, taken, size, overview)) {
      if (label.kind !== "gate") drawLeader(v, label.anchor, box, label.conflicting);
      drawLabel(v, spot, label.text, label.kind);
    }

    const blue = shared.payload.palette.sea_label;
    const { neighbour } = shared.province;
    // The first place that is in view: a narrow map may end before the middle of the land beside it.
    const neighbours = neighbour ? [[...neighbour, "quiet", ""]] : [];
    const words = shared.province.waters.map(([text, lat, lon]) => [text, [[lat, lon]], "sea", blue]);
    for (const [text, at, kind, colour] of [...words, ...neighbours]) {
      const spots = at.map((each) => map.latLngToContainerPoint(each));
      const spot = rules.placeName(spots, textWidth(text, kind), taken, size);
      if (spot) drawLabel(v, spot, text, kind, colour);
    }
  }

  function labelsInOrder(v, narrow) {
    const { pane, level, rows } = v;
    const { payload } = shared;
    const given = new Map(pane.labels);
    const emphasised = new Map(pane.emphasis);
    const close = v.map.getZoom() >= v.overviewZoom + CLOSE_ENOUGH_FOR_DISTRICTS;
    const labels = [];
    for (const area of level.areas.values()) {
      const index = rows.get(area.code);
      const selected = area.code === shared.selected;
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
      for (const { properties } of shared.regencies.features) {
        labels.push({
          text: properties.label,
          titik: properties.titik,
          rank: 4,
          spot: payload.spots[properties.kode],
          kind: "name",
        });
      }
    }
    for (const [lat, lon, text] of payload.exits) {
      labels.push({ text, titik: [lon, lat], rank: 1, kind: "gate" });
    }
    const most = narrow ? labels.filter((label) => label.rank < 3) : labels;
    return most.sort((a, b) => a.rank - b.rank);
  }

  const labelPoint = ({ titik }) => [titik[1], titik[0]];
  const isNarrow = (v) => v.map.getSize().x < NARROW && v.map.getZoom() < v.overviewZoom + CLOSER;
  /* As look.css has it, which labels are both measured and drawn in. */
  const typeface = () =>
    getComputedStyle(document.documentElement).getPropertyValue("--huruf").trim() || "sans-serif";

  const ruler = document.createElement("canvas").getContext("2d");
  const widths = new Map();
  function textWidth(text, kind) {
    const style = { sea: "italic 500", strong: "700", gate: "700" }[kind] || "500";
    const font = `${style} 12px ${typeface()}`;
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
    placeIcon(v, v.map.containerPointToLatLng(L.point(spot)), icon);
  }

  function placeIcon(v, latlng, icon) {
    const options = { icon, pane: "labels", interactive: false, keyboard: false };
    L.marker(latlng, options).addTo(v.layers.labels);
  }

  function drawLeader(v, anchor, box, fromBadge) {
    const line = rules.leader(anchor, box, fromBadge);
    if (!line) return;
    L.polyline(line.map((spot) => v.map.containerPointToLatLng(L.point(spot))), {
      pane: "leaders",
      interactive: false,
      color: shared.payload.line.ink,
      weight: 0.9,
    }).addTo(v.layers.leaders);
  }

  function placeBadge(v, area) {
    const [lon, lat] = area.feature.properties.titik;
    const side = shared.payload.level === "regency" ? 15 : isNarrow(v) ? 9 : 12;
    const badge = document.createElement("span");
    badge.className = "region-badge";
    badge.style.cssText = `width:${side}px;height:${side}px;background:${shared.payload.pattern.badge}`;
    badge.append(drawing("-8 -8 16 16", "M-4-2H4M-4 2H4M2.5-5L-2.5 5", shared.payload.line.halo, 1.8));
    const icon = L.divIcon({ className: "", iconSize: [side, side], html: badge });
    placeIcon(v, [lat, lon], icon);
    const spot = v.map.latLngToContainerPoint([lat, lon]);
    return [spot.x - side / 2, spot.y - side / 2, spot.x + side / 2, spot.y + side / 2];
  }

  /* ---- pointing and choosing ---------------------------------------------------------------- */

  function point(v, area, latlng, style) {
    stopPointing();
    const twins = shown().map((each) => [each, each.level.areas.get(area.code)]);
    for (const [each, twin] of twins) drawOutline(each.layers.pointer, twin, style);
    const values = twins.map(([each, twin]) =>
      shared.comparing ? `${each.pane.title}: ${twin.value}` : twin.value,
    );
    tell(v, area.name, values.join("\n"), latlng);
  }

  function stopPointing() {
    for (const v of views) {
      v.layers.pointer.clearLayers();
      v.tooltip.remove();
    }
  }

  function tell(v, name, value, latlng) {
    const content = document.createElement("div");
    const title = document.createElement("strong");
    title.textContent = name;
    content.append(title, value);
    v.tooltip.setContent(content).setLatLng(latlng).addTo(v.map);
  }

  /* st_folium would answer after 250 ms and with the whole polygon. This answers at once with the
   * code only, in the same field, and notes it as sent so that st_folium does not repeat it. The
   * time stamp makes a second click on the same area an answer of its own. */
  function choose(code) {
    shared.selected = code;
    outline();
    shown().forEach(arrangeLabels);
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
  function nameTheElements(v, level) {
    const areas = [...level.areas.values()];
    areas.forEach((area, index) => {
      const element = area.layer.getElement();
      element.dataset.code = area.code;
      element.setAttribute("role", "button");
      element.setAttribute("tabindex", index ? "-1" : "0");
      element.onfocus = () => {
        if (!element.matches(":focus-visible")) return;
        point(v, area, labelPoint(area.feature.properties), { weight: 3.5, color: shared.payload.line.mark });
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
    if (views[0].container.querySelector(".region-failure")) return;
    const message = L.DomUtil.create("div", "region-failure", views[0].container);
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

  /* What a key with Ctrl opens over the page (search.js) it opens from here as well. */
  document.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    if (!window.parent.document.dispatchEvent(new KeyboardEvent("keydown", event))) event.preventDefault();
  });

  window.regionLayer = { show };
})();
