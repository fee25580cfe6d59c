// Choosing days: drawn over a chart with the pointer or set by keys, and a slider through the days of the network.
// Every page works without this file: bars are links, and days can be typed.
"use strict";
(() => {
  const DAY = 86400000;
  const iso = (t) => new Date(t).toISOString().slice(0, 10);
  const month = (n) => `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, "0")}`;
  const go = (path, from, to) => {
    const url = new URL(path, location.href);
    url.search = location.search;
    url.searchParams.set("from", from);
    url.searchParams.set("to", to);
    url.searchParams.delete("after");
    location.assign(url);
  };

  for (const svg of document.querySelectorAll("svg[data-brush]")) {
    const { brush, first, count, unit, rtl } = svg.dataset;
    const [start, n] = [Number(first), Number(count)];
    const days = (i, j) =>
      unit === "month"
        ? [`${month(start + i)}-01`, iso(Date.UTC(Math.floor((start + j) / 12), ((start + j) % 12) + 1, 0))]
        : [iso((start + i) * DAY), iso((start + j) * DAY)];
    const at = (e) => {
      const r = svg.getBoundingClientRect();
      return Math.max(0, Math.min(1000, ((e.clientX - r.left) / r.width) * 1000));
    };
    const index = (x) => Math.max(0, Math.min(n - 1, Math.floor(((rtl ? 1000 - x : x) / 1000) * n)));
    const height = svg.viewBox.baseVal.height;
    let rect = null;
    const mark = (x0, x1) => {
      if (!rect) {
        rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
        rect.setAttribute("class", "brush");
        rect.setAttribute("y", "0");
        rect.setAttribute("height", height - 22);
        svg.append(rect);
      }
      rect.setAttribute("x", Math.min(x0, x1));
      rect.setAttribute("width", Math.abs(x1 - x0));
    };
    const cover = (i, j) => {
      const [a, b] = [(i / n) * 1000, ((j + 1) / n) * 1000];
      mark(rtl ? 1000 - b : a, rtl ? 1000 - a : b);
    };

    // By pointer.
    let from = null, drawn = false;
    svg.addEventListener("dragstart", (e) => e.preventDefault());
    svg.addEventListener("pointerdown", (e) => { from = at(e); drawn = false; });
    addEventListener("pointermove", (e) => {
      if (from === null || (!drawn && Math.abs(at(e) - from) < 8)) return;
      drawn = true;
      mark(from, at(e));
    });
    svg.addEventListener("click", (e) => drawn && e.preventDefault(), true);
    addEventListener("pointerup", (e) => {
      if (from !== null && drawn) {
        const [i, j] = [index(from), index(at(e))].sort((a, b) => a - b);
        go(brush, ...days(i, j));
      }
      from = null;
    });

    // By keys: two sliders and a button.
    const keys = svg.closest(".draw").nextElementSibling;
    if (!keys?.matches(".brushing")) continue;
    const [low, high] = keys.querySelectorAll("input");
    const shown = keys.querySelector("output");
    for (const r of [low, high]) Object.assign(r, { min: 0, max: n - 1, step: 1 });
    low.value = 0;
    high.value = n - 1;
    const show = () => {
      const [i, j] = [Number(low.value), Number(high.value)].sort((a, b) => a - b);
      const [a, b] = days(i, j);
      low.setAttribute("aria-valuetext", days(Number(low.value), Number(low.value))[0].slice(0, 7));
      high.setAttribute("aria-valuetext", days(Number(high.value), Number(high.value))[1].slice(0, 7));
      shown.textContent = `${a} … ${b}`;
      return [i, j];
    };
    for (const r of [low, high]) r.addEventListener("input", () => cover(...show()));
    keys.addEventListener("submit", (e) => {
      e.preventDefault();
      go(brush, ...days(...show()));
    });
    show();
    keys.hidden = false;
  }

  const slide = document.querySelector("label.slide");
  if (!slide) return;
  slide.hidden = false;
  const range = slide.querySelector("input");
  const shown = slide.querySelector("output");
  const date = document.querySelector("input[name=at]");
  const [first, last] = [Date.parse(range.dataset.first) / DAY, Date.parse(range.dataset.last) / DAY];
  // Some days before the first change and after the last, so that what they changed can be seen.
  const room = Math.max(15, Math.round((last - first) / 20));
  const [a, b] = [first - room, last + room];
  Object.assign(range, { min: a, max: b, step: 1 });
  const at = Date.parse(date.value) / DAY;
  range.value = Number.isNaN(at) ? b : at;
  const show = () => {
    shown.textContent = iso(range.value * DAY);
    range.setAttribute("aria-valuetext", shown.textContent);
  };
  show();
  // By keys it waits until they rest; by pointer until it is let go.
  let rest = 0;
  const apply = () => { date.value = iso(range.value * DAY); slide.closest("form").requestSubmit(); };
  range.addEventListener("input", show);
  range.addEventListener("change", () => { clearTimeout(rest); rest = setTimeout(apply, 350); });
})();
