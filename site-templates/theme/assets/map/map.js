// The map that can be used. It takes the place of the pictures when it comes into view.
// Names and statements are read from the page's tables; the frame's own script brings shapes only.
(() => {
  "use strict";
  const root = document.querySelector(".sx-map");
  const $ = (selector, from = root) => from.querySelector(selector);
  const all = (selector, from = root) => [...from.querySelectorAll(selector)];
  const said = root.dataset;
  const stage = $(".sx-map-stage");
  const pane = $(".sx-map-panel--main"); // its picture makes room for the map
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const roles = all("[data-role]").map((item) => item.dataset.role); // the weightiest first
  const pressed = new Set();
  const entries = new Map();
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

  // ---- Choices and legend ----

  $(".sx-map-choice").hidden = false;
  $(".sx-map-choice").addEventListener("change", () => change(true));
  for (const item of all("[data-role]")) {
    const button = make("button", "", null);
    button.type = "button";
    button.setAttribute("aria-pressed", "false");
    button.append(...item.childNodes);
    item.append(button);
    button.addEventListener("click", () => {
      const { role } = item.dataset;
      if (!pressed.delete(role)) pressed.add(role);
      button.setAttribute("aria-pressed", pressed.has(role));
      change(false);
    });
  }

  const change = (move) => {
    if (!map) return load();
    close();
    const names = draw();
    $("[role=status]").textContent = names.length
      ? `${said.shown} ${names.join(said.comma)}`
      : operation().dataset.silent || said.nothing;
    if (move) fit(operation().value ? [...entries.values()].filter((entry) => entry.on) : []);
  };

  // ---- Drawing ----

  const draw = () => {
    const names = [];
    for (const entry of entries.values()) {
      const rows = rowsOf(entry).flatMap(([, found]) => found);
      entry.on = rows.length > 0;
      const drawn = all(`.sx-map-panel [data-of="${entry.id}"]`); // also what paper shows
      for (const each of drawn) each.classList.toggle("sx-map-off", !entry.on);
      for (const layer of [entry.shape, entry.target, entry.tip]) {
        if (layer && entry.on) layer.addTo(map);
        else layer?.remove();
      }
      if (!entry.on) continue;
      names.push(entry.name);
      const known = rows.map((row) => row.dataset.role).filter(Boolean);
      known.sort((a, b) => roles.indexOf(a) - roles.indexOf(b));
      const disputed = rows.some((row) => $(".sx-disputed", row));
      const look = {
        fillColor: known.length ? `url(#sx-fill-${known[0]})` : undefined,
        dashArray: disputed && known.length ? "4 3" : undefined,
      };
      entry.shape?.setStyle(look);
      entry.target.setStyle(look);
      for (const each of drawn.filter((e) => known.length && e.matches(".sx-map-country"))) {
        each.setAttribute("fill", `url(#sx-fill-${known[0]}-paper)`);
        each.classList.toggle("sx-map-country--disputed", disputed);
      }
      const words = rows.map((row) => all("td:nth-last-child(2) > *", row).map((e) => e.textContent).join(said.comma));
      const element = entry.target.getElement();
      element.setAttribute("role", "button");
      element.setAttribute("aria-label", `${entry.name}: ${[...new Set(words)].join(said.semicolon)}`);
      element.setAttribute("tabindex", -1);
      element.entry = entry;
    }
    const on = [...entries.values()].filter((entry) => entry.on);
    rove(on.includes(first) ? first : on[0]);
    tidy();
    return names;
  };

  // The one country that Tab reaches; arrow keys lead on from there.
  const rove = (entry) => {
    first?.target.getElement()?.setAttribute("tabindex", -1);
    first = entry;
    first?.target.getElement()?.setAttribute("tabindex", 0);
  };

  // A shape too small to see shows its marker; a name that would cover another is left out.
  const tidy = () => {
    const kept = [];
    const on = [...entries.values()].filter((entry) => entry.on);
    for (const entry of on) {
      const box = entry.shape?.getElement()?.getBoundingClientRect();
      entry.reach = box ? Math.max(box.width, box.height) : 0;
      entry.target.getElement().classList.toggle("sx-map-target--hidden", entry.reach > 24);
    }
    for (const entry of on.sort((a, b) => b.reach - a.reach)) {
      const tip = entry.tip.getElement();
      const inside = entry.reach > 1.3 * tip.offsetWidth;
      entry.tip.options.direction = inside ? "center" : "right";
      entry.tip.options.offset = [inside ? 0 : 8, 0];
      entry.tip.update();
      const a = tip.getBoundingClientRect();
      const covers = kept.some((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom);
      tip.classList.toggle("sx-map-tip--out", covers);
      if (!covers) kept.push(a);
    }
  };

  // ---- What a country did ----

  const open = (entry, enter) => {
    close();
    opened = entry;
    entry.target.getElement().classList.add("sx-map-target--open");
    card = make("div", "sx-map-card md-typeset", stage);
    card.tabIndex = -1;
    card.setAttribute("role", "region");
    card.setAttribute("aria-labelledby", "sx-map-card-name");
    const head = make("p", "sx-map-card-head", card);
    make("span", "", head, entry.name).id = "sx-map-card-name";
    const button = make("button", "sx-pop-close", head, "×");
    button.type = "button";
    button.setAttribute("aria-label", said.close);
    button.addEventListener("click", () => close(true));
    for (const [body, rows] of rowsOf(entry)) {
      make("p", "sx-map-card-operation", card, body.closest("table").caption.textContent);
      for (const row of rows) {
        const cells = all("td", row).map((cell) => cell.cloneNode(true));
        for (const each of cells.flatMap((cell) => all("[id]", cell))) each.removeAttribute("id");
        make("p", "", card).append(...cells[0].childNodes);
        card.append(...cells[1].childNodes);
      }
      const link = make("a", "", make("p", "sx-where", card), said.row);
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

  // Centre and zoom at which a box on the plane of the projection fills the window.
  const view = ([left, bottom, right, top], margin) => {
    const { x, y } = map.getSize();
    const scale = Math.min((x - margin) / (right - left), (y - margin) / (top - bottom));
    const middle = L.point((left + right) / 2, (bottom + top) / 2);
    return [L.CRS.EqualEarth.projection.unproject(middle), Math.log2((scale * 6) / 256)];
  };

  // Show some countries, or the whole frame.
  const fit = (some, animate = !calm.matches) => {
    let [centre, zoom] = view(frame, 0);
    Object.assign(map.options, { minZoom: zoom, maxZoom: zoom + 4 }); // the setters would zoom at once
    if (some.length) {
      const places = some.flatMap((entry) => entry.shape?.getLatLngs().flat(2) || [entry.at]);
      const { min, max } = L.bounds(places.map(flat));
      const [left, bottom, right, top] = frame;
      [centre, zoom] = view([
        within(min.x, left, right), within(min.y, bottom, top),
        within(max.x, left, right), within(max.y, bottom, top),
      ], 80);
    }
    // A flight gives way to the next one, where Leaflet's zoom animation would ignore it.
    map.flyTo(centre, Math.min(zoom, map.getMinZoom() + 3), { animate, duration: 0.4 });
  };

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
    shape(world.land, land).addTo(map);
    for (const [code, polygons] of Object.entries(world.countries)) {
      const entry = entries.get(code);
      shape(polygons, land).addTo(map);
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
      entry.tip = L.tooltip({ permanent: true, direction: "right", offset: [8, 0], className: "sx-map-tip" })
        .setLatLng(entry.at).setContent(make("span", "", null, entry.name));
      for (const layer of [entry.shape, entry.target]) layer?.on("click", () => open(entry));
      for (const each of all(`.sx-map-panel--inset [data-of="${entry.id}"]`)) {
        each.addEventListener("click", () => open(entry));
      }
    }
    fit([], false);
    draw();
    map.options.inertia = false;
    map.on("zoomend moveend", tidy).on("resize", () => fit([], false)).on("moveend", () => {
      // The middle stays in the frame. Leaflet pans by whole pixels and would try a part of one for ever.
      const { x, y } = flat(map.getCenter());
      const near = L.point(within(x, frame[0], frame[2]), within(y, frame[1], frame[3]));
      const back = L.CRS.EqualEarth.projection.unproject(near);
      const off = map.latLngToContainerPoint(back).distanceTo(map.getSize().divideBy(2));
      if (off > 2) map.panTo(back, { animate: !calm.matches });
    });
    // One finger scrolls the page, two move the map; the wheel scrolls the page unless Ctrl is held.
    if (matchMedia("(pointer: coarse)").matches) map.dragging.disable();
    const hint = make("p", "sx-map-hint", pane, said.hint);
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
    const bar = make("div", "sx-map-buttons", pane);
    const steps = [[said.closer, "+", () => step(1)], [said.farther, "−", () => step(-1)], [said.whole, "⤢", () => fit([])]];
    for (const [name, sign, act] of steps) {
      const button = make("button", "", bar, sign);
      button.type = "button";
      button.title = name;
      button.setAttribute("aria-label", name);
      button.addEventListener("click", act);
    }
    root.classList.add("sx-map--live");
  };

  // ---- Loading ----

  const fetchScript = (src) => new Promise((done, fail) => {
    const script = make("script", "", null);
    script.src = src;
    script.onload = done;
    script.onerror = fail;
    document.head.append(script);
  });

  let loading = false;
  const load = async () => {
    if (loading) return;
    loading = true;
    const style = make("link", "", null);
    style.rel = "stylesheet";
    style.href = said.leafletStyle;
    const styled = new Promise((done, fail) => { style.onload = done; style.onerror = fail; });
    $("link").before(style); // so that the page's own rules come later
    const canvas = make("div", "sx-map-canvas", pane);
    canvas.id = said.canvas;
    canvas.setAttribute("role", "group");
    canvas.setAttribute("aria-label", said.label);
    try {
      await Promise.all([styled, fetchScript(said.leaflet)]);
      L.CRS.EqualEarth = L.extend({}, L.CRS, {
        projection: earth(Number(said.meridian)),
        transformation: L.transformation(1 / 6, 0.5, -1 / 6, 0.5),
        infinite: true,
      });
      await fetchScript(said.world);
      if (operation().value || pressed.size) change(true);
    } catch {
      canvas.remove(); // the pictures stay
    }
  };

  if (!navigator.connection?.saveData) {
    const seen = new IntersectionObserver((found) => {
      if (!found.some((each) => each.isIntersecting)) return;
      seen.disconnect();
      load();
    }, { rootMargin: "200px" });
    seen.observe(stage);
  }
})();
