// Attachments: files that are dropped on the page or chosen are put beside the document.

import { element, fill, send } from "./form-talk.js";
import { body } from "./form-values.js";

function linkTo(name) {
  const label = name.replace(/\.[^.]*$/, "").replace(/[[\]\\]/g, "");
  const address = encodeURI(name).replace(/[()]/g, (sign) => (sign === "(" ? "%28" : "%29"));
  return `[${label}](${address})`;
}

function insert(text, words) {
  const { selectionStart: from, value } = text;
  text.value = value.slice(0, from) + words + value.slice(text.selectionEnd);
  text.focus();
  text.setSelectionRange(from + words.length, from + words.length);
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

function list(field, name) {
  const lines = field.value.split("\n").filter((line) => line.trim());
  field.value = [...lines.filter((line) => line !== name), name].join("\n");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

export function wireFiles(form) {
  const zone = document.getElementById("sb-form-drop");
  const chooser = document.getElementById("sb-form-chooser");
  const taken = document.getElementById("sb-form-taken");
  const field = form.querySelector('[data-field="attachments"]');
  const most = Number(zone.dataset.most);

  function offer(item, name) {
    const link = element("button", { type: "button", className: "sb-form-small" }, "在正文光标处插入链接");
    link.addEventListener("click", () => insert(body(form), linkTo(name)));
    if (field) {
      const entry = element("button", { type: "button", className: "sb-form-small" }, "列入附件");
      entry.addEventListener("click", () => {
        list(field, name);
        entry.disabled = true;
        entry.textContent = "已列入，保存后生效";
      });
      item.append(" ", entry);
    }
    item.append(" ", link);
  }

  async function take(file) {
    const item = element("li", {}, `“${file.name}”正在存……`);
    taken.append(item);
    if (file.size > most) {
      fill(item, `“${file.name}”超过 ${Math.floor(most / 1e6)} MB，没有存；请压缩或分成几个文件。`);
      return;
    }
    const asked = new URLSearchParams({ path: form.dataset.path, name: file.name });
    const address = `/_desk/api/attachment?${asked}`;
    const { status, answer } = await send(address, file, "application/octet-stream");
    if (status !== 200) {
      fill(item, answer.error || `“${file.name}”没有存成。`);
      item.className = "is-wrong";
      return;
    }
    const other = answer.name === file.name ? "" : "（已有同名文件，加了编号）";
    fill(item, `已存为 ${answer.name}${other}。`);
    offer(item, answer.name);
  }

  async function takeAll(files) {
    for (const file of files) await take(file);
  }

  const hasFiles = (event) => [...event.dataTransfer.types].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    zone.classList.add("is-over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) zone.classList.remove("is-over");
  });
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    zone.classList.remove("is-over");
    zone.scrollIntoView({ block: "center" });
    takeAll([...event.dataTransfer.files]);
  });
  chooser.addEventListener("change", () => {
    takeAll([...chooser.files]);
    chooser.value = "";
  });
}
