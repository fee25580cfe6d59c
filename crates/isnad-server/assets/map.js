// Makes a map that moves of the drawing that the page brings. Without this file the drawing stays; nothing is asked of
// another host unless the server was told of tiles.
"use strict";
(() => {
  // Kilometres within which a place of a precision may lie; none for a point.
  const REACH = { 3: 25, 4: 55, 5: 70, 6: 180, 7: 300 };
  const box = document.querySelector(".chart");
  if (!box || !window.L) return;
  const points = JSON.parse(box.dataset.points);
  const say = JSON.parse(box.dataset.words);
  const el = document.createElement("div");
  el.className = "leaflet";
  el.dir = "ltr";
  el.setAttribute("role", "region");
  el.setAttribute("aria-label", box.dataset.label);
  box.querySelector("svg.map")?.replaceWith(el);
  const map = L.map(el, {
    zoomSnap: 0.25, zoomDelta: 0.5, minZoom: 3, maxZoom: 16, attributionControl: false, scrollWheelZoom: false,
    zoomControl: false, worldCopyJump: false, fadeAnimation: false,
    zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
  });
  L.control.zoom({ zoomInTitle: say.in, zoomOutTitle: say.out }).addTo(map);
  // The wheel moves the page; with Ctrl or Shift it zooms, as in the other drawings.
  el.addEventListener("wheel", (e) => {
    if (!e.ctrlKey && !e.shiftKey) return;
    e.preventDefault();
    map.setZoomAround(map.mouseEventToContainerPoint(e), map.getZoom() - Math.sign(e.deltaY || e.deltaX) * 0.5);
  }, { passive: false });
  L.control.scale({ imperial: false }).addTo(map);
  L.control.attribution({ prefix: false }).addAttribution(`<bdi dir="auto">${box.dataset.credit}</bdi>`).addTo(map);
  if (box.dataset.tiles) L.tileLayer(box.dataset.tiles, { referrerPolicy: "no-referrer" }).addTo(map);

  // Borders: the lines of the same table that the drawing is made of.
  map.createPane("borders").style.zIndex = 250;
  const ring = (text) => {
    let x = 0, y = 0;
    return text.split("l").map((p, i) => {
      const [dx, dy] = p.split(",").map(Number);
      [x, y] = i ? [x + dx, y + dy] : [dx, dy];
      return [-y / 100, x / 100];
    });
  };
  fetch("/assets/borders.tsv").then((r) => r.text()).then((text) => {
    for (const line of text.split("\n").filter((l) => l && !l.startsWith("#"))) {
      const rings = line.split("\t")[2].split(/[Mz]+/).filter(Boolean).map(ring);
      const style = { pane: "borders", interactive: false, className: "border", weight: 1, smoothFactor: 0.5, fill: !box.dataset.tiles };
      L.polygon(rings.map((r) => [r]), style).addTo(map);
    }
    el.dataset.ready = "1";
  });

  // Places of which only the area is known lie in one another's stead: all of them are named.
  const same = (p) => points.filter((q) => q === p || (q.p > 2 && q.p === p.p && q.lat === p.lat && q.lon === p.lon));
  const popup = (p) => {
    const div = document.createElement("div");
    for (const q of [p, ...same(p).filter((q) => q !== p)]) {
      const a = document.createElement("a");
      a.href = q.href;
      a.textContent = `${q.name} (${q.n})`;
      a.dir = "auto";
      a.style.display = "block";
      div.append(a);
    }
    const small = document.createElement("div");
    small.textContent = p.how;
    small.dir = "auto";
    div.append(small);
    return div;
  };
  const most = Math.max(1, ...points.map((p) => p.n));
  // Areas first, so that points lie above them.
  const order = points.map((p, i) => i).sort((a, b) => points[b].p - points[a].p || points[b].n - points[a].n);
  const layers = [];
  const hatched = { className: "area", fillColor: "url(#hatch-map)", fillOpacity: 1, weight: 1.5, dashArray: "5 4" };
  const drawn = new Set();
  for (const i of order) {
    const p = points[i];
    const at = [p.lat, p.lon];
    // Hatched once, however many places are known no better.
    const again = p.area && drawn.has(p.area);
    if (p.area) drawn.add(p.area);
    const layer = again ? L.circleMarker(at, { radius: 1, stroke: false, fill: false, interactive: false })
      : p.area ? L.polygon(p.area.split(/[Mz]+/).filter(Boolean).map((r) => [ring(r)]), hatched)
      : REACH[p.p] ? L.circle(at, { ...hatched, radius: REACH[p.p] * 1000 })
      : L.circleMarker(at, { radius: 4.5 + 9 * Math.sqrt(p.n / most), className: `spot p${p.p}`, weight: 1.5, dashArray: p.p > 1 ? "3 2" : null });
    layers[i] = layer.bindPopup(() => popup(p)).addTo(map);
  }
  // Seen from far away an area stays large enough to be seen.
  const grow = () => {
    for (const [i, p] of points.entries()) {
      if (!REACH[p.p] || p.area) continue;
      const metres = (40075016 * Math.cos((p.lat * Math.PI) / 180)) / (256 * 2 ** map.getZoom());
      layers[i].setRadius(Math.max(REACH[p.p] * 1000, 11 * metres));
    }
  };
  map.on("zoomend", grow);
  const fit = (some) => map.fitBounds(L.latLngBounds(some.map((p) => [p.lat, p.lon])).pad(0.15), { maxZoom: points.length === 1 ? 6.5 : 9, animate: false });
  // At first where nearly all events are: a country's middle and the odd place far off would make the rest a speck.
  const core = () => {
    const near = points.filter((p) => p.p < 6);
    const all = near.reduce((sum, p) => sum + p.n, 0);
    if (near.length < 30) return near.length ? near : points;
    const within = (of) => {
      let sum = 0;
      const sorted = [...near].sort((a, b) => of(a) - of(b)).filter((p) => (sum += p.n) > all * 0.01 && sum - p.n < all * 0.99);
      return [of(sorted[0]), of(sorted.at(-1))];
    };
    const [s, n] = within((p) => p.lat), [w, e] = within((p) => p.lon);
    return near.filter((p) => p.lat >= s && p.lat <= n && p.lon >= w && p.lon <= e);
  };
  const middle = core();
  fit(middle.length ? middle : points);
  grow();

  // Names where there is room for them, the larger first.
  const names = L.layerGroup().addTo(map);
  const ranked = [...points].sort((a, b) => b.n - a.n || b.p - a.p);
  const label = () => {
    names.clearLayers();
    const taken = [];
    const view = map.getBounds();
    const said = new Set();
    const dots = points.filter((p) => !REACH[p.p] && view.contains([p.lat, p.lon])).map((p) => ({ p, ...map.latLngToContainerPoint([p.lat, p.lon]) }));
    for (const p of ranked) {
      if (p.area && said.has(p.area)) continue;
      if (p.area) said.add(p.area);
      if (taken.length >= 40) break;
      if (!view.contains([p.lat, p.lon])) continue;
      const at = map.latLngToContainerPoint([p.lat, p.lon]);
      const half = p.name.length * 3.6 + 6;
      const b = [at.x - half, at.y - 30, at.x + half, at.y - 8];
      // A name over another place's point reads as that place's.
      if (dots.some((d) => d.p !== p && d.x > b[0] - 6 && d.x < b[2] + 6 && d.y > b[1] - 4 && d.y < b[3] + 4)) continue;
      if (taken.some((t) => b[0] < t[2] && b[2] > t[0] && b[1] < t[3] && b[3] > t[1])) continue;
      taken.push(b);
      L.tooltip([p.lat, p.lon], { content: Object.assign(document.createElement("span"), { textContent: p.name, dir: "auto" }),
        permanent: true, direction: "top", offset: [0, -8], className: "place", interactive: false }).addTo(names);
    }
  };
  map.on("zoomend moveend", label);
  label();

  // The list beside the map leads into it by keys.
  for (const b of document.querySelectorAll("button[data-place]")) {
    b.hidden = false;
    b.addEventListener("click", () => {
      const layer = layers[Number(b.dataset.place)];
      const p = points[Number(b.dataset.place)];
      map.setView([p.lat, p.lon], Math.max(map.getZoom(), REACH[p.p] ? 7 : 9), { animate: false });
      layer.openPopup();
      el.scrollIntoView({ block: "nearest" });
      el.querySelector(".leaflet-popup a")?.focus();
    });
  }
  const whole = document.querySelector("button[data-whole]");
  if (whole) {
    whole.hidden = false;
    whole.addEventListener("click", () => { map.closePopup(); fit(points); });
  }
})();
