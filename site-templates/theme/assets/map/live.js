// The map that can be used. It takes the place of the pictures when `map.js` asks for it.
// Names and statements are read from the page's tables; the frame's own script brings shapes only.
(() => {
  "use strict";
  const root = document.querySelector(".sx-map");
  const $ = (selector, from = root) => from.querySelector(selector);
  const all = (selector, from = root) => [...from.querySelectorAll(selector)];
  const said = root.dataset;
  const told = sxSpoken;
  const stage = $(".sx-map-stage");
  const pane = $(".sx-map-panel--main"); // its picture makes room for the map
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const roles = all("[data-role]").map((item) => item.dataset.role); // the weightiest first
  const pressed = new Set();
  const entries = new Map();
  const lands = []; // the layers of all countries on the map, with their codes
  const inset = $(".sx-map-panel--inset");
  const elsewhere = new Set(inset ? all("[data-of]", inset).map((each) => each.dataset.of) : []);
  let map, card, opened, first;

  const make = (tag, name, parent, text = "") => {
    const element = document.createElement(tag);
    element.className = name;
    element.textContent = text;
    parent?.append(element);
    return element;
  };

  // ---- What there is: the rows of the tables, by country or place ----

  for (const body of document.querySelectorAll("tbody[data-spot]")) {
    const id = body.dataset.country || body.id;
    const [lng, lat] = body.dataset.spot.split(" ").map(Number);
    const name = $("th", body).firstChild.textContent.trim();
    if (!entries.has(id)) entries.set(id, { id, name, at: [lat, lng], bodies: [] });
    entries.get(id).bodies.push(body);
  }

  const operation = () => $(".sx-map-choice :checked");

  // The rows that the choices leave, table by table.
  const rowsOf = (entry) => entry.bodies
    .filter((body) => !operation().value || body.dataset.operation === operation().value)
    .map((body) => [body, all("tr", body).filter((row) => !pressed.size || pressed.has(row.dataset.role))])
    .filter(([, rows]) => rows.length);

  // ---- Choices, legend and address ----

  const radios = [...$(".sx-map-choice").elements];
  const buttons = all("[data-role]").map((item) => {
    const button = make("button", "", null);
    button.type = "button";
    button.append(...item.childNodes);
    item.append(button);
    item.classList.add("sx-map-filter");
    button.addEventListener("click", () => {
      const { role } = item.dataset;
      if (!pressed.delete(role)) pressed.add(role);
      change(false);
      keep();
    });
    return [item.dataset.role, button];
  });
  $(".sx-map-choice").addEventListener("change", () => {
    change(true);
    keep();
  });

  // The choices are part of the address, so that they can be shared and gone back to.
  const keep = () => {
    const address = new URL(location);
    const set = (name, value) => (value ? address.searchParams.set(name, value) : address.searchParams.delete(name));
    set("operation", operation().value);
    set("role", roles.filter((role) => pressed.has(role)).join(" "));
    if (address.href !== location.href) history.pushState(null, "", address);
  };

  const recall = () => {
    const asked = new URLSearchParams(location.search);
    pressed.clear();
    for (const role of (asked.get("role") || "").split(" ")) if (roles.includes(role)) pressed.add(role);
    return radios.find((radio) => radio.value === asked.get("operation")) || radios[0];
  };

  addEventListener("popstate", () => {
    const choices = () => [operation().value, ...roles.filter((role) => pressed.has(role))].join(" ");
    const before = choices();
    recall().checked = true;
    if (choices() !== before) change(true); // not for a link within the page
  });

  const change = (move) => {
    close();
    const names = draw();
    const { silent } = operation().dataset;
    $("[role=status]").textContent = names.length
      ? `${told.shown} ${names.join(told.comma)}`
      : silent || told.nothing;
    if (move) turn();
  };

  // ---- Drawing ----

  const draw = () => {
    const names = [];
    const drawn = new Set();
    for (const [role, button] of buttons) button.setAttribute("aria-pressed", pressed.has(role));
    for (const entry of entries.values()) {
      const rows = rowsOf(entry).flatMap(([, found]) => found);
      entry.on = rows.length > 0;
      const pictured = all(`.sx-map-panel [data-of="${entry.id}"]`); // also what paper shows
      for (const each of pictured) each.classList.toggle("sx-map-off", !entry.on);
      for (const layer of [entry.shape, entry.line, entry.dot, entry.target, entry.tip]) {
        if (layer && entry.on) layer.addTo(map);
        else layer?.remove();
      }
      if (!entry.on) continue;
      names.push(entry.name);
      // A part that sources dispute gives the fill only where there is no other.
      const weight = (row) => roles.indexOf(row.dataset.role) + ($(".sx-disputed", row) ? roles.length : 0);
      const known = rows.filter((row) => row.dataset.role).sort((a, b) => weight(a) - weight(b)).map((row) => row.dataset.role);
      if (known.length) drawn.add(known[0]);
      const disputed = rows.some((row) => $(".sx-disputed", row));
      const look = {
        fillColor: known.length ? `url(#sx-fill-${known[0]})` : undefined,
        dashArray: disputed && known.length ? "4 3" : undefined,
      };
      entry.shape?.setStyle(look);
      entry.target.setStyle(look);
      for (const each of pictured.filter((e) => known.length && e.matches(".sx-map-country"))) {
        each.setAttribute("fill", `url(#sx-fill-${known[0]}-paper)`);
        each.classList.toggle("sx-map-country--disputed", disputed);
      }
      const words = rows.map((row) => all("td:nth-last-child(2) > *", row).map((e) => e.textContent).join(told.comma));
      const element = entry.target.getElement();
      element.setAttribute("role", "button");
      element.setAttribute("aria-label", `${entry.name}: ${[...new Set(words)].join(told.semicolon)}`);
      element.setAttribute("tabindex", -1);
      element.entry = entry;
    }
    for (const [role, button] of buttons) button.parentElement.classList.toggle("sx-map-undrawn", !drawn.has(role));
    const on = [...entries.values()].filter((entry) => entry.on);
    rove(on.includes(first) ? first : on[0]);
    caption.textContent = names.length ? "" : operation().dataset.silent || told.nothing;
    tidy();
    return names;
  };

  // The one country that Tab reaches; arrow keys lead on from there.
  const rove = (entry) => {
    first?.target.getElement()?.setAttribute("tabindex", -1);
    first = entry;
    first?.target.getElement()?.setAttribute("tabindex", 0);
  };

  // ---- Names ----

  // Whose land lies where in the window, in cells of some pixels: 0 for the sea, else the number of
  // the country in `lands`, from 1.
  const CELL = 3;
  const survey = () => {
    const { x, y } = map.getSize();
    const [wide, high] = [Math.ceil(x / CELL), Math.ceil(y / CELL)];
    const pen = Object.assign(document.createElement("canvas"), { width: wide, height: high })
      .getContext("2d", { willReadFrequently: true });
    const corner = map.containerPointToLayerPoint([0, 0]);
    pen.scale(1 / CELL, 1 / CELL);
    pen.translate(-corner.x, -corner.y);
    lands.forEach(([, layer], at) => {
      // Numbers far enough apart to survive the blur at the edges.
      pen.fillStyle = `rgb(${(at % 32) * 8} ${Math.floor(at / 32) * 8} 0)`;
      pen.fill(new Path2D(layer.getElement().getAttribute("d")), "evenodd");
    });
    const { data } = pen.getImageData(0, 0, wide, high);
    const owner = (column, row) => {
      const [red, green, , opaque] = data.subarray(4 * (row * wide + column));
      return opaque > 100 ? 1 + Math.round(red / 8) + 32 * Math.round(green / 8) : 0;
    };
    const cell = (length) => Math.floor(length / CELL);
    // The owners of the cells of a box.
    const owners = function* ([left, top, right, bottom]) {
      for (let row = cell(top); row * CELL < bottom; row++) {
        for (let column = cell(left); column * CELL < right; column++) yield owner(column, row);
      }
    };
    const every = (box, test) => {
      for (const whose of owners(box)) if (!test(whose)) return false;
      return true;
    };
    return {
      at: (point) => owner(cell(point.x), cell(point.y)),
      // Whether a box lies on the sea or on the land of one country only.
      free: (box, own) => every(box, (whose) => !whose || whose === own),
      // Whether its letters lie on the land of one country; the box has some room around them.
      within: ([left, top, right, bottom], own) => every([left + 4, top + 5, right - 4, bottom - 5], (whose) => whose === own),
    };
  };

  // Where a name may stand around a point, the best place first: the middle of its box, and whether
  // it is to be on its country's own land or a line leads there. As in generator/render/maps/labels.py.
  const turns = Array.from({ length: 32 }, (_, n) => [Math.cos((n * Math.PI) / 16), Math.sin((n * Math.PI) / 16)]);
  const beside = [0, 16, 24, 8, 28, 4, 20, 12].map((n) => turns[n]);
  const shifts = [];
  for (let right = -4; right < 5; right++) for (let down = -6; down < 7; down++) shifts.push([right * 8, down * 8]);
  shifts.sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
  const spots = function* ({ reach }, { x, y }, wide, high, furthest) {
    if (reach > wide) for (const [right, down] of shifts) yield { x: x + right, y: y + down, inside: true };
    const aside = (far, [right, down], lean = Math.sign(Math.round(right * 1.5))) => (
      { x: x + far * right + (lean * wide) / 2, y: y + far * down + (down * high) / 2 });
    const near = reach > 24 ? Math.min(reach / 2, 18) : 9;
    for (const turn of beside) yield aside(near, turn);
    for (let far = near + 10; far < furthest; far += 10) {
      for (const turn of turns) {
        const leans = Math.abs(turn[0]) < 0.7 ? [0, 1, -1] : [Math.sign(turn[0])];
        for (const lean of leans) yield { ...aside(far, turn, lean), line: true };
      }
    }
  };

  const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  const around = (x, y, wide, high) => [x - wide / 2, y - high / 2, x + wide / 2, y + high / 2];

  // The boxes of a line, without its first pixels, which lie on the country's own mark.
  const along = (from, to) => {
    const steps = Math.ceil(from.distanceTo(to) / 5);
    return Array.from({ length: steps }, (_, n) => from.add(to.subtract(from).multiplyBy((n + 1) / steps)))
      .filter((point) => point.distanceTo(from) > 12)
      .map(({ x, y }) => around(x, y, 5, 5));
  };

  // A shape too small to see shows its marker. A name stands on no other country, name or marker: it
  // goes where there is room, with a line if that is not beside its country, or is left out.
  const tidy = () => {
    if (!map.getSize().x) return; // in a closed section
    const on = [...entries.values()].filter((entry) => entry.on);
    for (const entry of on) {
      const box = entry.shape?.getElement()?.getBoundingClientRect();
      entry.reach = box ? Math.max(box.width, box.height) : 0;
      entry.target.getElement().classList.toggle("sx-map-target--hidden", entry.reach > 24);
    }
    const land = survey();
    const points = new Map(on.map((entry) => [entry, map.latLngToContainerPoint(entry.at)]));
    const taken = on.filter((entry) => entry.reach <= 24)
      .map((entry) => around(points.get(entry).x, points.get(entry).y, 16, 16));
    const closer = inset?.offsetWidth && map.getZoom() < map.getMinZoom() + Math.log2(said.closer);
    const size = map.getSize();
    const whose = (entry) => entry.own || land.at(points.get(entry)); // a place is on the land where it lies
    const named = on.filter((entry) => L.bounds([[0, 0], size]).contains(points.get(entry))
      && !(closer && elsewhere.has(entry.id))); // or that picture names it
    for (const entry of named) {
      const at = points.get(entry);
      const own = whose(entry);
      const { offsetWidth, offsetHeight } = entry.tip.getElement();
      const others = on.map(whose).filter((other) => other && other !== own);
      const [best, good, poor] = [[], [], []];
      const [wide, high] = [offsetWidth + 4, offsetHeight + 3]; // Leaflet rounds where it puts it
      for (const spot of spots(entry, at, wide, high, Math.min(140, 0.4 * size.x))) {
        spot.box = around(spot.x, spot.y, wide, high);
        const [left, top, right, bottom] = spot.box;
        if (left < 0 || top < 0 || right > size.x || bottom > size.y) continue;
        if (!(spot.inside ? land.within : land.free)(spot.box, own)) continue;
        // The line ends at the edge of the box that is nearest.
        spot.end = L.point(within(at.x, left, right), within(at.y, top, bottom));
        spot.boxes = [spot.box, ...(spot.line ? along(at, spot.end) : [])];
        if (spot.boxes.some((box) => taken.some((other) => meet(box, other)))) continue;
        // A line crosses no other country that is shown, if it can, and its name hides no land.
        const crosses = spot.boxes.slice(1).some((box) => others.includes(land.at({ x: box[0] + 2, y: box[1] + 2 })));
        if (crosses && size.x < 500) continue; // where lines are short, they would seem to lead there
        (crosses ? poor : spot.line && !land.free(spot.box, 0) ? good : best).push(spot);
        if (best.length === 50) break;
      }
      entry.spots = [...best, ...good, ...poor];
    }
    // Countries come first, and of them those that have the fewest places.
    const last = (entry) => (entry.shape ? 0 : 1e6) + entry.spots.length;
    for (const entry of named.sort((a, b) => last(a) - last(b))) {
      entry.spot = entry.spots.find(({ boxes }) => !boxes.some((box) => taken.some((other) => meet(box, other))));
      taken.push(...(entry.spot?.boxes || []));
    }
    for (const entry of on) {
      const { x, y } = points.get(entry);
      const spot = named.includes(entry) && entry.spot;
      entry.tip.getElement().classList.toggle("sx-map-tip--out", !spot);
      entry.tip.options.offset = spot ? [spot.x - x, spot.y - y] : [0, 0];
      entry.tip.update();
      entry.line.setLatLngs(spot && spot.line ? [entry.at, map.containerPointToLatLng(spot.end)] : []);
      entry.dot.setRadius(spot && spot.line && entry.reach > 24 ? 2 : 0);
    }
    const without = named.filter((entry) => !entry.spot).map((entry) => entry.name);
    unnamed.textContent = without.length ? `${told.also} ${without.join(told.comma)}` : "\u00a0";
  };

  // ---- What a country did ----

  const open = (entry, enter) => {
    close();
    opened = entry;
    entry.target.getElement().classList.add("sx-map-target--open");
    card = make("div", "sx-map-card md-typeset", stage);
    card.tabIndex = -1;
    // Beside what it tells of, not over it.
    const { x, y } = map.latLngToContainerPoint(entry.at).subtract(map.getSize().divideBy(2));
    card.classList.toggle("sx-map-card--left", x > 0);
    card.classList.toggle("sx-map-card--top", y > 0);
    card.setAttribute("role", "region");
    card.setAttribute("aria-labelledby", "sx-map-card-name");
    const head = make("p", "sx-map-card-head", card);
    make("span", "", head, entry.name).id = "sx-map-card-name";
    const button = make("button", "sx-pop-close", head, "×");
    button.type = "button";
    button.setAttribute("aria-label", told.close);
    button.addEventListener("click", () => close(true));
    for (const [body, rows] of rowsOf(entry)) {
      sx.prepare(body.closest("details"));
      make("p", "sx-map-card-operation", card, body.closest("table").caption.textContent);
      for (const row of rows) {
        const cells = all("td", row).map((cell) => cell.cloneNode(true));
        for (const each of cells.flatMap((cell) => all("[id]", cell))) each.removeAttribute("id");
        make("p", "", card).append(...cells[0].childNodes);
        card.append(...cells[1].childNodes);
      }
      const link = make("a", "", make("p", "sx-where", card), told.row);
      link.href = `#${body.id}`;
    }
    if (enter) card.focus();
  };

  const close = (back) => {
    if (!opened) return;
    const element = opened.target.getElement();
    element?.classList.remove("sx-map-target--open");
    card.remove();
    opened = undefined;
    if (back) element?.focus();
  };

  // ---- Keys ----

  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  const next = (from, [right, down]) => {
    const at = (entry) => map.latLngToContainerPoint(entry.at);
    const a = at(from);
    const far = (entry) => {
      const { x, y } = at(entry).subtract(a);
      const along = x * right + y * down;
      return along > 0 ? along + 3 * Math.abs(x * down + y * right) : Infinity;
    };
    const others = [...entries.values()].filter((entry) => entry.on && entry !== from);
    return others.filter((entry) => far(entry) < Infinity).sort((p, q) => far(p) - far(q))[0];
  };

  stage.addEventListener("keydown", (event) => {
    const { entry } = event.target;
    const preview = document.querySelector(".sx-pop:not([hidden])");
    if (event.key === "Escape" && opened && !preview) {
      close(true);
    } else if (entry && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      open(entry, true);
    } else if (entry && ways[event.key]) {
      event.preventDefault();
      const other = next(entry, ways[event.key]);
      if (!other) return;
      rove(other);
      map.panInside(other.at, { padding: [40, 40], animate: false });
      other.target.getElement().focus({ preventScroll: true });
    }
  });

  // ---- The map ----

  const earth = (meridian) => {
    // Equal Earth: Šavrič, Patterson, Jenny 2019, as in generator/geography/projection.py.
    const [a, b, c, d] = [1.340264, -0.081106, 0.000893, 0.003796];
    const m = Math.sqrt(3) / 2;
    const rad = Math.PI / 180;
    const up = (t) => t * (a + b * t ** 2 + t ** 6 * (c + d * t ** 2));
    const slope = (t) => a + 3 * b * t ** 2 + t ** 6 * (7 * c + 9 * d * t ** 2);
    return {
      bounds: L.bounds([-3, -1.4], [3, 1.4]),
      project({ lat, lng }) {
        const t = Math.asin(m * Math.sin(lat * rad));
        return L.point(((lng - meridian) * rad * Math.cos(t)) / (m * slope(t)), up(t));
      },
      unproject({ x, y }) {
        let t = y;
        for (let n = 0; n < 12; n++) t -= (up(t) - y) / slope(t);
        const sin = Math.max(-1, Math.min(1, Math.sin(t) / m));
        return L.latLng(Math.asin(sin) / rad, meridian + (x * m * slope(t)) / Math.cos(t) / rad);
      },
    };
  };

  const frame = said.frame.split(" ").map(Number);
  const within = (value, from, to) => Math.max(from, Math.min(to, value));
  const flat = (place) => L.CRS.EqualEarth.projection.project(L.latLng(place));

  // Centre and zoom at which a box on the plane of the projection fills a part of the window.
  const view = ([left, bottom, right, top], part) => {
    const { x, y } = map.getSize();
    const scale = part * Math.min(x / (right - left || 1e-9), y / (top - bottom || 1e-9));
    const middle = L.point((left + right) / 2, (bottom + top) / 2);
    return [L.CRS.EqualEarth.projection.unproject(middle), Math.log2((scale * 6) / 256)];
  };

  // Show the part of the world that the chosen operation took place in, or the whole frame.
  const turn = (animate = !calm.matches) => {
    if (!map.getSize().x) return;
    const { frame: box, inset: both } = operation().dataset;
    const alone = inset && box && !both;
    if (root.classList.toggle("sx-map--alone", Boolean(alone)) !== wasAlone) {
      wasAlone = Boolean(alone);
      map.invalidateSize({ animate: false }); // which comes back here if the size changed
    }
    const [whole, least] = view(frame, 1);
    Object.assign(map.options, { minZoom: least, maxZoom: least + 4 }); // the setters would zoom at once
    const [centre, zoom] = box ? view(box.split(" ").map(Number), 0.85) : [whole, least];
    // A flight gives way to the next one, where Leaflet's zoom animation would ignore it.
    map.flyTo(centre, within(zoom, least, least + 3), { animate, duration: 0.4 });
  };
  let wasAlone = false;

  // Called by the frame's script, which folium wrote.
  window.explainerMap = (made, world) => {
    map = made;
    const arcs = world.arcs.map((steps) => {
      const points = [];
      for (let at = 0, x = 0, y = 0; at < steps.length; at += 2) {
        x += steps[at];
        y += steps[at + 1];
        points.push([y * world.grid, x * world.grid]);
      }
      return points;
    });
    const ring = (numbers) => numbers.flatMap((n) => (n < 0 ? [...arcs[~n]].reverse() : arcs[n]).slice(1));
    const shape = (polygons, options) => L.polygon(polygons.map((rings) => rings.map(ring)), options);
    const land = { className: "sx-map-land", interactive: false };
    for (const [code, polygons] of Object.entries({ "": world.land, ...world.countries })) {
      const entry = entries.get(code);
      const number = lands.push([code, shape(polygons, land).addTo(map)]);
      if (entry) entry.own = number;
      if (entry) entry.shape = shape(polygons, { className: "sx-map-country", fillOpacity: 1 });
    }
    for (const entry of entries.values()) {
      const place = !entry.bodies[0].dataset.country;
      entry.target = L.circleMarker(entry.at, {
        radius: place ? 5 : 7,
        fillOpacity: 1,
        className: `sx-map-target ${place ? "sx-map-place" : "sx-map-country"}`,
        pane: "places",
      });
      entry.tip = L.tooltip({ permanent: true, direction: "center", className: `sx-map-tip${place ? " sx-map-tip--place" : ""}` })
        .setLatLng(entry.at).setContent(make("bdi", "", null, entry.name));
      const quiet = { className: "sx-map-leader", interactive: false };
      entry.line = L.polyline([], quiet);
      entry.dot = L.circleMarker(entry.at, { ...quiet, radius: 0 });
      for (const layer of [entry.shape, entry.target]) layer?.on("click", () => open(entry));
      for (const each of all(`.sx-map-panel--inset [data-of="${entry.id}"]`)) {
        each.addEventListener("click", () => open(entry));
      }
    }
    turn(false);
    draw();
    map.options.inertia = false;
    map.on("zoomend moveend", tidy).on("resize", () => turn(false)).on("moveend", () => {
      // The middle stays in the frame. Leaflet pans by whole pixels and would try a part of one for ever.
      const { x, y } = flat(map.getCenter());
      const near = L.point(within(x, frame[0], frame[2]), within(y, frame[1], frame[3]));
      const back = L.CRS.EqualEarth.projection.unproject(near);
      const off = map.latLngToContainerPoint(back).distanceTo(map.getSize().divideBy(2));
      if (off > 2) map.panTo(back, { animate: !calm.matches });
    });
    // One finger scrolls the page, two move the map; the wheel scrolls the page unless Ctrl is held.
    if (matchMedia("(pointer: coarse)").matches) map.dragging.disable();
    const hint = make("p", "sx-map-hint", pane, told.hint);
    hint.setAttribute("aria-hidden", "true"); // keys do without the wheel
    let timer = 0;
    pane.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) {
        hint.classList.add("sx-map-hint--on");
        clearTimeout(timer);
        timer = setTimeout(() => hint.classList.remove("sx-map-hint--on"), 1200);
        return;
      }
      event.preventDefault();
      const zoom = map.getZoom() - event.deltaY / 100;
      map.setZoomAround(map.mouseEventToContainerPoint(event), zoom, { animate: false });
    }, { passive: false });
    const step = (by) => map.setZoom(map.getZoom() + by, { animate: !calm.matches });
    // Beside the map, not on it: so they cover nothing that is shown.
    const bar = make("div", "sx-map-buttons", $(".sx-map-bar"));
    const whole = () => {
      radios[0].checked = true;
      change(true);
      keep();
    };
    const steps = [[told.zoomIn, "+", () => step(1)], [told.zoomOut, "−", () => step(-1)], [told.whole, "⤢", whole]];
    for (const [name, sign, act] of steps) {
      const button = make("button", "", bar, sign);
      button.type = "button";
      button.title = name;
      button.setAttribute("aria-label", name);
      button.addEventListener("click", act);
    }
    make("p", "sx-map-tell", $(".sx-map-bar"), told.tell);
    new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(pane);
    root.classList.add("sx-map--live");
    const use = $(".sx-map-use");
    const [focused, wanted] = [use === document.activeElement, entries.get(root.wanted)];
    use.remove();
    if (wanted?.on) open(wanted, true);
    else if (focused) first?.target.getElement().focus({ preventScroll: true });
    if (operation().value || pressed.size) change(false);
    keep();
  };

  // ---- Beginning: Leaflet is there, the frame's script comes next ----

  const canvas = make("div", "sx-map-canvas", pane);
  canvas.id = said.canvas;
  canvas.setAttribute("role", "group");
  canvas.setAttribute("aria-label", told.map);
  // What the pictures had no room to name makes way for what the map has none for.
  const unnamed = $(".sx-map-unnamed") || make("p", "sx-map-unnamed", root);
  $(".sx-map-legend").after(unnamed);
  unnamed.classList.remove("sx-map-unnamed--large", "sx-map-unnamed--small");
  $(".sx-map-unnamed--small")?.remove();
  const caption = make("p", "sx-map-silent", pane);
  caption.setAttribute("aria-hidden", "true"); // the status says it
  L.CRS.EqualEarth = L.extend({}, L.CRS, {
    projection: earth(Number(said.meridian)),
    transformation: L.transformation(1 / 6, 0.5, -1 / 6, 0.5),
    infinite: true,
  });
  recall();
})();
