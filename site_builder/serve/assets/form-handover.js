// Handing over: a commit of the files of the document, or a package for the office.

import { ask, element, fill } from "./form-talk.js";

export function wireHandover(form, isDirty) {
  const place = document.getElementById("sb-form-handover");
  const part = (name) => place.querySelector(`[data-${name}]`);
  const said = part("said");
  const outcome = part("outcome");

  function tell(message, isWrong) {
    fill(outcome, message);
    outcome.classList.toggle("is-wrong", isWrong);
  }

  async function look() {
    if (isDirty()) {
      tell("还有没有保存的内容，请先保存。", true);
      part("ready").hidden = true;
      return;
    }
    const { status, answer } = await ask("handover", {});
    if (status !== 200) {
      tell(answer.error, true);
      return;
    }
    tell("", false);
    part("ready").hidden = false;
    fill(part("warnings"), ...answer.warnings.map((text) => element("li", {}, text)));
    fill(part("files"), ...answer.files.map((text) => element("li", {}, text)));
    fill(part("why"), answer.why);
    part("why").hidden = !answer.why;
    part("git").hidden = Boolean(answer.why);
    if (!part("message").value) part("message").value = answer.message;
  }

  async function commit() {
    part("commit").disabled = true;
    tell("正在提交……", false);
    const { base } = form.dataset;
    const { status, answer } = await ask("commit", { base, message: part("message").value });
    part("commit").disabled = false;
    tell(status === 200 ? answer.message : answer.error, status !== 200 || !answer.done);
    fill(said, answer.said || "");
    said.hidden = !answer.said;
  }

  async function download() {
    const { status, answer } = await ask("package", {});
    if (status !== 200) {
      tell(answer.error, true);
      return;
    }
    const link = element("a", { href: URL.createObjectURL(answer), download: place.dataset.name });
    link.click();
    URL.revokeObjectURL(link.href);
    tell(`交付包 ${place.dataset.name} 已下载。`, false);
  }

  part("look").addEventListener("click", look);
  part("commit").addEventListener("click", commit);
  part("download").addEventListener("click", download);
}
