// Keys and gestures. Every page works without this file; it asks nothing of any other host.
"use strict";
const one = (q, at = document) => at.querySelector(q);
const all = (q, at = document) => [...at.querySelectorAll(q)];
const say = (text) => {
  const s = one("#say");
  s.textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => (s.textContent = ""), 2500);
};
const typing = (e) => e.target.closest("input, textarea, select") || e.ctrlKey || e.metaKey || e.altKey;

// The key by its place where the keyboard writes Arabic: the key of «ش» is that of "a".
const keyOf = (e) => {
  if (e.key.length > 1 || /^[\x20-\x7e]$/.test(e.key)) return e.key;
  const place = /^(?:Key|Digit|Numpad)(\w)$/.exec(e.code);
  return place ? place[1].toLowerCase() : { Slash: "/", Minus: "-", Equal: "=" }[e.code] ?? e.key;
};

// Search from anywhere.
document.addEventListener("keydown", (e) => {
  if (keyOf(e) === "/" && !typing(e)) {
    e.preventDefault();
    one("#find").focus();
  }
});

// In a narrow window counts would push what was found out of sight.
if (matchMedia("(max-width: 60rem)").matches) for (const d of all(".beside-facets .facets details")) d.open = false;

// Copy citations.
for (const b of all("button[data-copy]")) {
  b.hidden = false;
  b.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(b.dataset.copy).textContent);
    say("✓");
  });
}

// A claim lights up with its words, and the words with their claim.
const light = (ids, on) => {
  for (const id of ids) {
    for (const m of all(`mark[data-claims~="${CSS.escape(id)}"]`)) m.classList.toggle("on", on);
    for (const c of all(`[data-claim="${CSS.escape(id)}"]`)) c.classList.toggle("on", on);
  }
};
for (const el of all("[data-claim], mark[data-claims]")) {
  const ids = el.dataset.claim ? [el.dataset.claim] : el.dataset.claims.split(" ").filter(Boolean);
  el.addEventListener("pointerenter", () => light(ids, true));
  el.addEventListener("pointerleave", () => light(ids, false));
}

// Zoom and drag drawings by their view box.
for (const svg of all("svg[data-zoom]")) {
  const home = svg.getAttribute("viewBox").split(" ").map(Number);
  let box = [...home];
  const show = () => svg.setAttribute("viewBox", box.join(" "));
  const point = (e) => {
    const r = svg.getBoundingClientRect();
    return [box[0] + ((e.clientX - r.left) / r.width) * box[2], box[1] + ((e.clientY - r.top) / r.height) * box[3]];
  };
  svg.addEventListener("wheel", (e) => {
    if (!e.ctrlKey && !e.shiftKey) return;
    e.preventDefault();
    const f = e.deltaY > 0 || e.deltaX > 0 ? 1.2 : 1 / 1.2;
    const [x, y] = point(e);
    box = [x - (x - box[0]) * f, y - (y - box[1]) * f, box[2] * f, box[3] * f];
    show();
  }, { passive: false });
  svg.addEventListener("dblclick", () => { box = [...home]; show(); });
  let from = null;
  svg.addEventListener("pointerdown", (e) => { from = e.target.closest("a") ? null : point(e); });
  svg.addEventListener("pointermove", (e) => {
    if (!from || !e.buttons) return;
    const [x, y] = point(e);
    box = [box[0] - (x - from[0]), box[1] - (y - from[1]), box[2], box[3]];
    show();
  });
}
