// The file was changed elsewhere while it was open here: what changed, and what to keep.

import { ask, element, fill } from "./form-talk.js";

const dialog = document.getElementById("sb-form-conflict");

function key(address) {
  return JSON.stringify(address);
}

function shown(value) {
  if (value === null || value === undefined) return "（没有写）";
  const text = Array.isArray(value) ? value.join("、") : value;
  if (text === "") return "（空白）";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

// My changes, each with what the file has there now and what it had.
function choices(mine, now, before) {
  const nowCells = new Map(now.cells.map(([t, r, c, text]) => [key([t, r, c]), text]));
  const oldCells = new Map(before.cells.map(([t, r, c, text]) => [key([t, r, c]), text]));
  const found = mine.cells.map(([table, row, column, text]) => {
    const at = key([table, row, column]);
    const label = `${row}，${column}`;
    return { label, mine: text, now: nowCells.get(at), old: oldCells.get(at), cell: at };
  });
  for (const [name, value] of Object.entries(mine.fields)) {
    const control = document.querySelector(`[data-field="${name}"]`);
    const label = control ? control.dataset.label : name;
    const [there, was] = [now.fields[name], before.fields[name]];
    found.push({ label, mine: value, now: there, old: was, field: name });
  }
  if (mine.body !== null) {
    found.push({ label: "正文", mine: mine.body, now: now.body, old: before.body, body: true });
  }
  return found;
}

function isSame(a, b) {
  return JSON.stringify(a === undefined ? null : a) === JSON.stringify(b === undefined ? null : b);
}

function choiceOf(choice, number) {
  const id = `sb-form-choice-${number}`;
  const box = element("input", { type: "checkbox", id, checked: isSame(choice.now, choice.old) });
  choice.box = box;
  const label = element("label", {}, box, ` ${choice.label}`);
  label.htmlFor = id;
  const both = isSame(choice.now, choice.old) ? "" : "（两边都改了）";
  const words = `我填的：${shown(choice.mine)}；文件里现在：${shown(choice.now)}${both}`;
  return element("li", {}, label, element("p", {}, words));
}

function kept(mine, found) {
  const on = found.filter((choice) => choice.box.checked);
  const cells = new Set(on.map((choice) => choice.cell));
  const fields = new Set(on.map((choice) => choice.field));
  return {
    cells: mine.cells.filter(([t, r, c]) => cells.has(key([t, r, c]))),
    fields: Object.fromEntries(Object.entries(mine.fields).filter(([name]) => fields.has(name))),
    body: on.some((choice) => choice.body) ? mine.body : null,
  };
}

function lineOf([sign, text]) {
  const names = { "-": "原来", "+": "现在", "@": "" };
  const row = element("li", {}, element("span", {}, names[sign] || ""), text || " ");
  row.dataset.sign = sign;
  return row;
}

// Show what changed in the file, and let the editor choose what of `mine` to keep. `before` is what
// the file held, `now` what it holds; `adopt` is called with the changes that are kept.
export async function showConflict({ mine, before, now, adopt, isOld }) {
  if (dialog.open) return;
  fill(dialog.querySelector("[data-why]"), isOld
    ? "上次没有保存的内容，是在文件的旧内容上填的；文件后来被改过。"
    : "这个文件在别处被改过，您填的没有写进去，也没有丢。");
  const found = choices(mine, now, before);
  fill(dialog.querySelector("[data-mine]"), ...found.map(choiceOf));
  dialog.querySelector("[data-mine-part]").hidden = !found.length;
  const asked = { before: before.source, after: now.source };
  const { status, answer } = await ask("compare", asked);
  const lines = status === 200 ? answer.lines : [];
  fill(dialog.querySelector("[data-lines]"), ...lines.map(lineOf));
  const [keep, drop] = [dialog.querySelector("[data-keep]"), dialog.querySelector("[data-drop]")];
  keep.hidden = !found.length;
  keep.onclick = () => adopt(kept(mine, found));
  drop.onclick = () => adopt({ cells: [], fields: {}, body: null });
  if (!dialog.open) dialog.showModal();
}
