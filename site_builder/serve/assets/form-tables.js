// The tables: moving about in them, pasting a block of cells, and undoing it.

import { ask, element, fill, paused } from "./form-talk.js";
import { noteParts, textOf } from "./form-values.js";

const SAID = new Set(["/", "／", "—", "——", "-", "无", "不适用"]);

// The figures of a table line by line, as they are printed.
function linesOf(table) {
  return [...table.rows]
    .map((row) => [...row.querySelectorAll("[data-cell]")])
    .filter((line) => line.length);
}

function placeOf(table, cell) {
  const lines = linesOf(table);
  const row = lines.findIndex((line) => line.includes(cell));
  return { lines, row, column: lines[row].indexOf(cell) };
}

// ------------------------------------------------------------------ moving

function go(table, cell, down, right) {
  const { lines, row, column } = placeOf(table, cell);
  const line = lines[row + down];
  const next = line && line[Math.min(column + right, line.length - 1)];
  if (!next || (right && !line[column + right])) return false;
  next.focus();
  next.select();
  return true;
}

// Whether an arrow leaves the text, as in a spreadsheet.
function atEdge(cell, right) {
  const { selectionStart: from, selectionEnd: to, value } = cell;
  if (from === 0 && to === value.length) return true;
  return from === to && (right > 0 ? to === value.length : from === 0);
}

function move(event, table, cell) {
  const { key, altKey, shiftKey } = event;
  const steps = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    Enter: [shiftKey ? -1 : 1, 0],
  };
  const step = steps[key];
  if (!step || event.ctrlKey || event.metaKey || event.isComposing) return;
  if (shiftKey && key !== "Enter") return;
  if (step[1] && !altKey && !atEdge(cell, step[1])) return;
  event.preventDefault();
  go(table, cell, ...step);
}

// ------------------------------------------------------------------ pasting

// Read what a spreadsheet puts on the clipboard: cells with tabs, line ends or quotes are quoted.
export function readBlock(text) {
  const rows = [[]];
  const cell = /"((?:[^"]|"")*)"(?=\t|\r?\n|$)|([^\t\r\n]*)/y;
  let at = 0;
  while (at <= text.length) {
    cell.lastIndex = at;
    const [whole, quoted, plain] = cell.exec(text);
    rows[rows.length - 1].push((quoted === undefined ? plain : quoted.replace(/""/g, '"')).trim());
    at += whole.length;
    const end = /\t|\r?\n|\r|$/y;
    end.lastIndex = at;
    const [sign] = end.exec(text);
    at += sign.length || 1;
    if (sign.endsWith("\n") || sign === "\r") rows.push([]);
  }
  const last = rows[rows.length - 1];
  if (rows.length > 1 && last.length <= 1 && !last[0]) rows.pop();
  return rows;
}

function pasteBlock(table, cell, block) {
  const { lines, row, column } = placeOf(table, cell);
  const edits = [];
  const left = [];
  block.forEach((texts, down) => {
    const line = lines[row + down] || [];
    texts.forEach((text, right) => {
      const goal = line[column + right];
      if (goal) edits.push({ cell: goal, old: goal.value, now: text });
      else if (text) left.push(text);
    });
  });
  return { edits, left };
}

function pasteNotice({ edits, left }) {
  const said = `粘贴了 ${edits.length} 格`;
  if (!left.length) return `${said}；按 Ctrl+Z 可以全部撤销。`;
  const shown = left.slice(0, 6).map((text) => `“${text.slice(0, 12)}”`).join("、");
  const more = left.length > 6 ? "等" : "";
  return `${said}；超出表格的 ${left.length} 格没有粘贴：${shown}${more}。按 Ctrl+Z 可以全部撤销。`;
}

// ------------------------------------------------------------------ states

function stateOf(text, computed) {
  if (text === "") return computed ? "computed" : "blank";
  if (text.startsWith("（填写")) return "blank";
  return SAID.has(text) ? "said" : "figure";
}

function describe(cell, answer) {
  const text = cell.value;
  const computed = answer.computed;
  cell.dataset.state = stateOf(text, computed);
  if (text === "" && computed) cell.placeholder = computed;
  else if (textOf(cell) === "") cell.placeholder = "空白";
  else cell.placeholder = "unread" in cell.dataset ? "读不懂" : "未填";
  const wrong = document.getElementById(`${cell.id}-wrong`);
  const slip = answer.slip;
  cell.setAttribute("aria-invalid", slip ? "true" : "false");
  if (!slip) {
    fill(wrong);
    return;
  }
  const repair = slip.meant && element("button", { type: "button" }, `改成 ${slip.meant}`);
  if (repair) {
    repair.dataset.meant = slip.meant;
    repair.setAttribute("aria-label", `把“${text}”改成“${slip.meant}”`);
  }
  fill(wrong, element("span", {}, slip.message), ...(repair ? [repair] : []));
}

function showBalances(region, cells, balances, { verdicts, computed }) {
  const failing = [];
  const marked = new Set();
  let holds = 0;
  let undecided = 0;
  verdicts.forEach((verdict, at) => {
    if (verdict.state === "holds") holds += 1;
    const { left, right } = balances[at];
    // Between totals that are all computed, nothing is to be checked.
    const isOpen = [...left, ...right].some((index) => cells[index].value || !computed[index]);
    if (verdict.state === "undecided" && isOpen) undecided += 1;
    if (verdict.state !== "fails") return;
    [...left, ...right].forEach((index) => marked.add(index));
    const button = element("button", { type: "button", className: "sb-form-link" }, "看这几格");
    button.dataset.first = cells[left[0]].id;
    failing.push(element("li", {}, verdict.words, button));
  });
  cells.forEach((cell, index) => cell.classList.toggle("is-unbalanced", marked.has(index)));
  fill(region.querySelector("[data-failing]"), ...failing);
  const parts = [];
  if (failing.length) parts.push(`${failing.length} 项不符`);
  if (holds) parts.push(`${holds} 项相符`);
  if (undecided) parts.push(`${undecided} 项还不能核对`);
  const line = region.querySelector("[data-balances-line]");
  const text = parts.length ? `勾稽关系：${parts.join("，")}。` : "";
  if (line.textContent !== text) line.textContent = text;
  line.classList.toggle("is-wrong", failing.length > 0);
}

// ------------------------------------------------------------------ one table

export function wireTable(region, changed) {
  const table = region.querySelector("table");
  const cells = [...table.querySelectorAll("[data-cell]")];
  const balances = JSON.parse(region.dataset.balances);
  const notice = region.querySelector("[data-notice]");
  for (const { left, right, total } of balances) {
    if (total) noteParts(cells[left[0]], right.map((at) => cells[at]));
  }
  const undone = [];
  let asked = 0;
  let shown = 0;

  async function recompute() {
    asked += 1;
    const own = asked;
    const texts = cells.map(textOf);
    const about = { table: region.dataset.table, version: region.dataset.version, texts };
    const { status, answer } = await ask("figures", about);
    if (status !== 200 || own < shown) return; // a later answer is shown already
    shown = own;
    cells.forEach((cell, at) => {
      describe(cell, { computed: answer.computed[at], slip: answer.slips[at] });
    });
    showBalances(region, cells, balances, answer);
  }
  const soon = paused(40, recompute);

  function write(edits, which) {
    edits.forEach((edit) => (edit.cell.value = edit[which]));
    soon();
    changed();
  }

  // What was typed into a cell is one step, taken when it is left.
  function note(cell) {
    if (cell.dataset.was !== undefined && cell.dataset.was !== cell.value) {
      undone.push([{ cell, old: cell.dataset.was, now: cell.value }]);
    }
    cell.dataset.was = cell.value;
  }

  function undo(event, cell) {
    if (cell.value !== cell.dataset.was || !undone.length) return; // the browser undoes typing
    event.preventDefault();
    const edits = undone.pop();
    write(edits, "old");
    edits.forEach((edit) => (edit.cell.dataset.was = edit.old));
    edits[0].cell.focus();
    edits[0].cell.select();
    fill(notice, edits.length > 1 ? `撤销了 ${edits.length} 格。` : "");
  }

  function one(cell, edits) {
    note(cell);
    undone.push(edits);
    write(edits, "now");
    edits.forEach((edit) => (edit.cell.dataset.was = edit.now));
  }

  const cellOf = (event) => (event.target.matches("[data-cell]") ? event.target : null);

  table.addEventListener("focusin", (event) => {
    const cell = cellOf(event);
    if (!cell) return;
    cell.dataset.was = cell.value;
    cell.select();
  });
  table.addEventListener("focusout", (event) => {
    const cell = cellOf(event);
    if (cell) note(cell);
  });
  table.addEventListener("input", () => {
    fill(notice);
    soon();
    changed();
  });
  table.addEventListener("keydown", (event) => {
    const cell = cellOf(event);
    if (!cell) return;
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z") {
      undo(event, cell);
    } else {
      move(event, table, cell);
    }
  });
  table.addEventListener("paste", (event) => {
    const cell = cellOf(event);
    const text = event.clipboardData.getData("text/plain");
    const block = readBlock(text);
    if (!cell || (block.length === 1 && block[0].length === 1)) return;
    event.preventDefault();
    const pasted = pasteBlock(table, cell, block);
    one(cell, pasted.edits);
    fill(notice, pasteNotice(pasted));
  });
  function zeros() {
    const totals = new Set(balances.filter((one) => one.total).map((one) => cells[one.left[0]]));
    const empty = cells.filter((cell) => cell.value === "" && !totals.has(cell));
    if (!empty.length) {
      fill(notice, "没有空着的格。");
      return;
    }
    one(empty[0], empty.map((cell) => ({ cell, old: "", now: "0" })));
    empty[0].focus();
    fill(notice, `${empty.length} 格填了 0；按 Ctrl+Z 可以全部撤销。`);
  }

  region.addEventListener("click", (event) => {
    const { meant, first, zeros: isZeros } = event.target.dataset;
    if (isZeros !== undefined) zeros();
    if (meant !== undefined) {
      const cell = document.getElementById(event.target.parentElement.id.replace(/-wrong$/, ""));
      one(cell, [{ cell, old: cell.value, now: meant }]);
      cell.focus();
    } else if (first !== undefined) {
      document.getElementById(first).focus();
    }
  });
  return recompute;
}
