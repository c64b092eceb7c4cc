// The form for one file: what was typed is kept, tried, and saved.

import { wireBeside } from "./form-beside.js";
import { showConflict } from "./form-conflict.js";
import { wireFiles } from "./form-files.js";
import { wireHandover } from "./form-handover.js";
import { wireTable } from "./form-tables.js";
import { ask, element, fill, paused } from "./form-talk.js";
import { changes, count, fields, noteFields, put, settle, showOther } from "./form-values.js";

const form = document.getElementById("sb-form");
const state = document.getElementById("sb-form-state");
const problem = document.getElementById("sb-form-problem");
const saveButton = document.getElementById("sb-form-save");
const SAVED = "已保存";
const kept = `sb-form:${form.dataset.path}`;
let contents = JSON.parse(document.getElementById("sb-form-data").textContent);
let isLeaving = false;
let hasOld = false;

function isDirty() {
  return count(changes(form)) > 0;
}

function tell(words, kind = "") {
  if (state.textContent !== words) state.textContent = words;
  state.dataset.kind = kind;
}

function complain(message, ...more) {
  fill(problem, message, ...more);
  problem.hidden = !message;
}

// ------------------------------------------------------------------ kept until the next time

function keep(mine, base, before) {
  if (hasOld && !count(mine)) return; // what was typed before waits to be looked at
  try {
    if (count(mine)) sessionStorage.setItem(kept, JSON.stringify({ base, before, mine }));
    else sessionStorage.removeItem(kept);
  } catch (error) {
    // Without room for it, leaving asks all the same.
  }
}

function adopt(now) {
  return (mine) => {
    hasOld = false;
    keep(mine, now.digest, now);
    isLeaving = true;
    location.reload();
  };
}

function conflict(now) {
  tell("文件在别处被改过", "wrong");
  showConflict({ mine: changes(form), before: contents, now, adopt: adopt(now) });
}

// The file was found to be another one while nobody saved.
function notice(now) {
  if (!isDirty()) {
    isLeaving = true;
    location.reload();
    return;
  }
  const button = element("button", { type: "button" }, "看改了什么");
  button.addEventListener("click", () => conflict(now));
  tell("文件在别处被改过", "wrong");
  complain("这个文件在别处被改过，您填的还没有写进去。", button);
}

function restore() {
  const found = JSON.parse(sessionStorage.getItem(kept) || "null");
  if (!found || !count(found.mine)) return;
  if (found.base === form.dataset.base) {
    put(form, found.mine);
    return;
  }
  const { mine, before } = found;
  hasOld = true;
  showConflict({ mine, before, now: contents, adopt: adopt(contents), isOld: true });
}

// ------------------------------------------------------------------ saving

async function save() {
  const mine = changes(form);
  if (!count(mine)) {
    tell("没有要保存的改动");
    return;
  }
  noteSoon.cancel();
  saveButton.disabled = true;
  tell("正在保存……");
  const { status, answer } = await ask("save", { base: form.dataset.base, changes: mine });
  saveButton.disabled = false;
  if (status === 409) {
    conflict(answer);
    return;
  }
  if (status !== 200) {
    tell("没有保存", "wrong");
    complain(answer.error);
    return;
  }
  complain("");
  contents = answer;
  form.dataset.base = answer.digest;
  settle(form, mine);
  note();
  tell(isDirty() ? "已保存，又有新的改动" : SAVED);
  beside.look();
}

function note() {
  const mine = changes(form);
  keep(mine, form.dataset.base, contents);
  const number = count(mine);
  if (number) tell(`有 ${number} 处没有保存`, "dirty");
  else if (state.textContent !== SAVED) tell("和文件一致");
}

// ------------------------------------------------------------------ wiring

const noteSoon = paused(150, note);
const beside = wireBeside(form, notice);

function changed() {
  noteSoon();
  beside.later();
}

for (const select of fields(form).filter((field) => field.tagName === "SELECT")) showOther(select);
noteFields(form);
restore();
const recomputes = [...form.querySelectorAll("[data-table]")].map((one) => wireTable(one, changed));
recomputes.forEach((recompute) => recompute());
wireFiles(form);
wireHandover(form, isDirty);
note();
beside.look();

form.addEventListener("input", (event) => {
  if (event.target.tagName === "SELECT") showOther(event.target);
  changed();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  save();
});
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    save();
  }
});
window.addEventListener("beforeunload", (event) => {
  if (isLeaving) return;
  keep(changes(form), form.dataset.base, contents);
  if (!isDirty()) return;
  event.preventDefault();
  event.returnValue = "";
});
const before = document.getElementById("sb-form-before");
if (before) {
  before.addEventListener("change", () => form.classList.toggle("shows-before", before.checked));
}
document.getElementById("sb-form-total").addEventListener("click", () => {
  document.querySelector("#all details").open = true;
});
