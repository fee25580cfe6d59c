// Keys of reviewers: the queue, words taken into slots. Every page works without this file.
"use strict";
const csrf = one('meta[name="csrf"]')?.content ?? "";
const queue = one(".queue");
const items = all(".queue > .card");
let at = 0;

// Words of a passage, as ranges, in reading order.
const wordsOf = (item) => {
  const out = [];
  for (const p of all("p[data-from]", item)) {
    const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
    let text = "", nodes = [];
    while (walk.nextNode()) {
      nodes.push([text.length, walk.currentNode]);
      text += walk.currentNode.data;
    }
    const place = (i, end) => {
      let found = nodes[0];
      for (const n of nodes) if (n[0] < i || (!end && n[0] === i)) found = n;
      return [found[1], i - found[0]];
    };
    // Marks of punctuation are no part of a word.
    for (const m of text.matchAll(/[\p{L}\p{M}\p{N}\u0640]+/gu)) {
      const range = document.createRange();
      range.setStart(...place(m.index, false));
      range.setEnd(...place(m.index + m[0].length, true));
      out.push({ range, p, mark: Boolean(range.startContainer.parentElement.closest("mark.trigger")) });
    }
  }
  return out;
};

// Choosing words by arrows.
let pick = null;
const show = () => {
  const [a, b] = [Math.min(pick.from, pick.to), Math.max(pick.from, pick.to)];
  const first = pick.words[a].range, last = pick.words[b].range;
  getSelection().setBaseAndExtent(first.startContainer, first.startOffset, last.endContainer, last.endOffset);
  first.startContainer.parentElement.scrollIntoView({ block: "nearest" });
};
const begin = (item) => {
  const words = wordsOf(item);
  if (!words.length) return;
  const start = Math.max(0, words.findIndex((w) => w.mark));
  pick = { item, words, from: start, to: start };
  show();
  say(queue.dataset.pick);
};
const move = (e) => {
  const forward = document.documentElement.dir === "rtl" || getComputedStyle(one("p[data-from]", pick.item)).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const by = { ArrowUp: -8, ArrowDown: 8 }[e.key] ?? (e.key === forward ? 1 : -1);
  pick.to = Math.max(0, Math.min(pick.words.length - 1, pick.to + by));
  if (!e.shiftKey) pick.from = pick.to;
  // What is taken stands in the report as it is, so it ends with its paragraph.
  while (pick.words[pick.to].p !== pick.words[pick.from].p) pick.to += pick.to < pick.from ? 1 : -1;
  show();
};

// What is selected in a report, with the byte where it begins.
const selected = () => {
  const s = getSelection();
  if (!s.rangeCount || s.isCollapsed) return null;
  const range = s.getRangeAt(0);
  const p = (range.startContainer.nodeType === 3 ? range.startContainer.parentElement : range.startContainer)?.closest?.("p[data-from]");
  if (!p) return null;
  const before = document.createRange();
  before.selectNodeContents(p);
  before.setEnd(range.startContainer, range.startOffset);
  const text = s.toString();
  const lead = text.length - text.trimStart().length;
  const bytes = (t) => new TextEncoder().encode(t).length;
  return { p, text: text.trim(), at: Number(p.dataset.from) + bytes(before.toString() + text.slice(0, lead)) };
};
const take = (key) => {
  const s = selected();
  const item = s?.p.closest(".card");
  // Of several fields of a slot (the links of a chain) the one used last.
  const input = item && (one(`[data-slot="${key}"].aim`, item) ?? one(`[data-slot="${key}"]`, item));
  if (!input || !s.text) return false;
  const many = ["agent", "patient"].includes(input.name) && input.value.trim() && input.dataset.fresh;
  input.value = many ? `${input.value} | ${s.text}` : s.text;
  input.dataset.fresh = "1";
  const place = input.closest("label").nextElementSibling;
  if (place?.name === `${input.name}_at`) place.value = s.at;
  const kind = input.name === "link_words" && one("select", input.closest("li"));
  if (kind && !kind.value) kind.value = "named";
  const outcome = input.name === "toll_number" && one("select", input.closest("li"));
  if (outcome && !outcome.value) outcome.value = "killed";
  const fold = input.closest("details");
  if (fold) fold.open = true;
  say(`${input.closest("label").firstChild.data.trim()}: ${s.text}`);
  return true;
};

document.addEventListener("focusin", (e) => {
  if (!e.target.matches?.(".rows input[data-slot]")) return;
  for (const other of all(".aim", e.target.closest("form"))) other.classList.remove("aim");
  e.target.classList.add("aim");
});

const go = (i) => {
  if (!items.length) return;
  items[at].classList.remove("on");
  at = Math.max(0, Math.min(items.length - 1, i));
  items[at].classList.add("on");
  items[at].focus({ preventScroll: true });
  items[at].scrollIntoView({ block: "nearest" });
};
const send = async (url, fields) => {
  const r = await fetch(url, { method: "POST", body: new URLSearchParams({ ...fields, csrf }), redirect: "manual" });
  return r.type === "opaqueredirect" || r.ok;
};
const done = [];
const judge = async (kind) => {
  const item = items[at];
  if (!item?.dataset.target) return;
  const note = one("input[name=note]", item);
  if (kind === "comment" && !note.value.trim()) return note.focus();
  if (!(await send("/review/decide", { kind, target: item.dataset.target, note: note.value }))) return say("×");
  if (kind === "comment") {
    note.value = "";
    done.push(-1);
    say("✓");
    return items[at].focus();
  }
  item.classList.add("done");
  say(queue.dataset[kind]);
  done.push(at);
  go(at + 1);
};
const undo = async () => {
  if (!done.length) return one("#undo")?.click();
  if (!(await send("/review/undo", {}))) return say("×");
  const i = done.pop();
  if (i >= 0) {
    items[i].classList.remove("done");
    go(i);
  }
  say(queue.dataset.undone);
};

document.addEventListener("keydown", async (e) => {
  if (queue && e.target.matches("input[name=note]") && e.key === "Enter" && items[at]?.dataset.target) {
    e.preventDefault();
    return judge("comment");
  }
  if (e.key === "Escape") {
    pick = null;
    getSelection().removeAllRanges();
    if (e.target.matches("input, select, textarea")) items[at]?.focus();
    return;
  }
  if (typing(e)) return;
  const item = items[at];
  const key = keyOf(e);
  if (/^[0-9=-]$/.test(key) && take(key)) return e.preventDefault();
  if (pick && key.startsWith("Arrow")) {
    e.preventDefault();
    return move(e);
  }
  // On the page of a report a selection begins a claim.
  if (key === "n") {
    const s = selected();
    if (s && !queue) return location.assign(`${location.pathname}/add?at=${s.at}&words=${encodeURIComponent(s.text)}`);
    return item && one("a.add", item)?.click();
  }
  if (!item) return;
  const by = { j: () => go(at + 1), k: () => go(at - 1), a: () => judge("accept"), r: () => judge("reject"), w: () => begin(item), u: undo }[key];
  if (by && item.dataset.target) return by();
  if (key === "w") begin(item);
  else if (key === "c") {
    e.preventDefault();
    one("input[name=note]", item)?.focus();
  } else if (key === "e") {
    const fold = one("details.correct", item);
    if (!fold) return;
    e.preventDefault();
    fold.open = true;
    one("select, input:not([type=hidden])", fold)?.focus();
  } else if (key === "o") one("a.open", item)?.click();
});
if (items.length && queue.dataset.pick) {
  const named = items.findIndex((i) => `#${i.id}` === location.hash);
  go(Math.max(0, named));
}
