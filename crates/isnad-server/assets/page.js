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

// Search from anywhere.
document.addEventListener("keydown", (e) => {
  if (e.key === "/" && !typing(e)) {
    e.preventDefault();
    one("#find").focus();
  }
});

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

// The review queue by keys alone.
const queue = one(".queue");
if (queue) {
  const items = all(".queue > li");
  let at = 0;
  const go = (i) => {
    if (!items.length) return;
    items[at].classList.remove("on");
    at = Math.max(0, Math.min(items.length - 1, i));
    items[at].classList.add("on");
    items[at].focus({ preventScroll: true });
    items[at].scrollIntoView({ block: "nearest" });
  };
  const send = async (url, fields) => {
    const r = await fetch(url, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
    return r.type === "opaqueredirect" || r.ok;
  };
  let done = [];
  const judge = async (kind) => {
    const item = items[at];
    if (!item) return;
    const note = one("input[name=note]", item);
    if (kind === "comment" && !note.value.trim()) return note.focus();
    if (!(await send("/review/decide", { kind, target: item.dataset.target, note: note.value }))) return say("×");
    if (kind !== "comment") {
      item.classList.add("done");
      say(queue.dataset[kind]);
      done.push(at);
      go(at + 1);
    } else {
      note.value = "";
      done.push(-1);
      say("✓");
      items[at].focus();
    }
  };
  document.addEventListener("keydown", async (e) => {
    if (e.target.matches("input[name=note]") && e.key === "Enter") {
      e.preventDefault();
      return judge("comment");
    }
    if (e.key === "Escape" && e.target.matches("input, select")) return items[at]?.focus();
    if (typing(e)) return;
    const item = items[at];
    if (e.key === "j") go(at + 1);
    else if (e.key === "k") go(at - 1);
    else if (e.key === "a") judge("accept");
    else if (e.key === "r") judge("reject");
    else if (e.key === "c") {
      e.preventDefault();
      one("input[name=note]", item)?.focus();
    } else if (e.key === "o") one("a.open", item)?.click();
    else if (e.key === "u") {
      if (!done.length) return one("#undo").click();
      if (!(await send("/review/undo", {}))) return say("×");
      const i = done.pop();
      if (i >= 0) {
        items[i].classList.remove("done");
        go(i);
      }
      say(queue.dataset.undone);
    }
  });
  // Words that are selected go into an open correction.
  document.addEventListener("selectionchange", () => {
    const s = getSelection();
    const item = s.anchorNode?.parentElement?.closest(".queue > li");
    const open = item && one("details[open] input[name=value]", item);
    if (open && !s.isCollapsed && document.activeElement !== open) open.value = s.toString().trim();
  });
  if (items.length) go(0);
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
