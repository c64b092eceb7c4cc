// What stands beside what is typed: the findings, and the page as it would be.

import { ask, element, fill, paused } from "./form-talk.js";
import { body, changes } from "./form-values.js";

// ------------------------------------------------------------------ findings

function placeOf(form, { kind, key, table, cells, line }) {
  if (kind === "cells") {
    const region = form.querySelector(`[data-table="${table}"]`);
    const all = region ? region.querySelectorAll("[data-cell]") : [];
    return cells.length ? all[cells[0]] : all[0];
  }
  if (kind === "field") return form.querySelector(`[data-field="${key}"]`);
  return kind === "body" && line ? body(form) : null;
}

function wordsOf({ kind, key, line, label, cells }) {
  if (kind === "body") return `正文第 ${line} 行`;
  if (kind === "cells") return cells.length > 1 ? "到这一行" : cells.length ? "到这一格" : "到这张表";
  return label || (kind === "field" ? key : "");
}

// Select a line of the body, and show it.
function goToLine(text, line) {
  const lines = text.value.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  text.focus();
  text.setSelectionRange(start, start + (lines[line - 1] || "").length);
  const height = text.scrollHeight / Math.max(lines.length, 1);
  text.scrollTop = Math.max(0, height * (line - 4));
}

function mend(text, { line, column, old, now }) {
  const lines = text.value.split("\n");
  const letters = [...(lines[line - 1] || "")];
  const length = [...old].length;
  if (letters.slice(column - 1, column - 1 + length).join("") !== old) return;
  letters.splice(column - 1, length, now);
  lines[line - 1] = letters.join("");
  text.value = lines.join("\n");
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

function entry(form, finding) {
  const item = element("li", { className: `sb-form-finding is-${finding.severity}` });
  const goal = placeOf(form, finding.place);
  const where = wordsOf(finding.place);
  item.append(element("span", { className: "sb-form-finding__word" }, finding.word), " ");
  if (goal) {
    const button = element("button", { type: "button", className: "sb-form-link" });
    button.textContent = where || "到那里去";
    button.addEventListener("click", () => {
      if (finding.place.kind === "body") goToLine(goal, finding.place.line);
      else goal.focus();
    });
    item.append(button, "：");
  } else if (where) {
    item.append(`${where}：`);
  }
  const code = element("a", { href: `/_desk/rules/${finding.code}`, target: "_blank" });
  code.textContent = finding.code;
  item.append(finding.message, " ", code);
  const text = body(form);
  if (finding.repair && finding.place.kind === "body") {
    const button = element("button", { type: "button", className: "sb-form-small" });
    button.textContent = finding.means;
    button.addEventListener("click", () => mend(text, finding.repair));
    item.append(" ", button);
  }
  return item;
}

function showFindings(form, findings) {
  const count = (severity) => findings.filter((one) => one.severity === severity).length;
  const [errors, warnings] = [count("error"), count("warning")];
  const said = findings.length ? `错误 ${errors}，警告 ${warnings}` : "没有发现问题";
  const total = document.getElementById("sb-form-total");
  if (total.textContent !== said) total.textContent = said;
  total.dataset.worst = errors ? "error" : warnings ? "warning" : "";
  fill(document.getElementById("sb-form-all"), ...findings.map((one) => entry(form, one)));
  for (const place of form.querySelectorAll("[data-findings]")) {
    const own = findings.filter((one) => one.place.beside === place.dataset.findings);
    fill(place, ...own.map((one) => entry(form, one)));
  }
  for (const old of form.querySelectorAll(".has-finding")) old.classList.remove("has-finding");
  for (const { place } of findings) {
    if (place.kind === "cells" && place.cells.length > 4) continue; // of a whole row
    const region = place.kind === "cells" && form.querySelector(`[data-table="${place.table}"]`);
    const all = region ? region.querySelectorAll("[data-cell]") : [];
    for (const index of place.cells || []) all[index] && all[index].classList.add("has-finding");
    if (place.kind === "field") {
      const field = placeOf(form, place);
      if (field) field.classList.add("has-finding");
    }
  }
}

// ------------------------------------------------------------------ preview

function showPage(frame, html) {
  const there = frame.contentDocument;
  if (!there || !there.body || there.URL === "about:blank") return; // it is still being loaded
  const made = new DOMParser().parseFromString(html, "text/html");
  const style = (page) => {
    const link = page.querySelector('link[rel="stylesheet"]');
    return link ? link.getAttribute("href") : "";
  };
  const [old, now] = [there.querySelector("main"), made.querySelector("main")];
  if (old && now && style(there) === style(made)) {
    old.replaceWith(there.adoptNode(now));
    const view = there.defaultView; // that of the page only: the form must not move
    if (!view.scrollY) view.scrollTo(0, now.getBoundingClientRect().top);
    return;
  }
  const root = there.documentElement;
  for (const part of ["head", "body"]) {
    root.querySelector(part).replaceWith(there.adoptNode(made.querySelector(part)));
  }
}

// ------------------------------------------------------------------ together

// Try what is typed on pause. `conflict` is called if the file is another one by now.
export function wireBeside(form, conflict) {
  const frame = document.getElementById("sb-form-preview");
  const problem = document.getElementById("sb-form-preview-problem");
  let asked = 0;
  let shown = 0;
  let page = "";

  async function look() {
    asked += 1;
    const own = asked;
    const { base } = form.dataset;
    const { status, answer } = await ask("attempt", { base, changes: changes(form) });
    if (own < shown || base !== form.dataset.base) return;
    shown = own;
    if (status === 409) {
      conflict(answer);
      return;
    }
    if (status !== 200) {
      fill(problem, status === 422 || status === 413 ? answer.error : "");
      return;
    }
    showFindings(form, answer.findings);
    fill(problem, answer.problem);
    if (!answer.page) return;
    page = answer.page;
    showPage(frame, page);
  }

  if (frame) frame.addEventListener("load", () => page && showPage(frame, page));
  window.addEventListener("focus", paused(200, look));
  const later = paused(400, look);
  return { look, later };
}
