// Asks the desk, and tells the editor.

const form = document.getElementById("sb-form");

// Ask for something with a JSON object. Returns the status and the answer; the status is 0 where
// the desk does not answer.
export async function ask(what, asked) {
  const body = new TextEncoder().encode(JSON.stringify({ path: form.dataset.path, ...asked }));
  if (body.length > Number(form.dataset.largest)) {
    return { status: 413, answer: { error: "这个文件太长，不能在这里改，请用文本编辑器改。" } };
  }
  return send(`/_desk/api/${what}`, body, "application/json");
}

export async function send(address, body, kind) {
  try {
    const headers = { "Content-Type": kind, "X-Sitebuild-Token": form.dataset.token };
    const answer = await fetch(address, { method: "POST", headers, body });
    const isJson = (answer.headers.get("Content-Type") || "").startsWith("application/json");
    return { status: answer.status, answer: isJson ? await answer.json() : await answer.blob() };
  } catch (error) {
    const message = "编辑台没有应答；请看它的窗口是不是关了，重新启动以后再试，填的内容还在。";
    return { status: 0, answer: { error: message } };
  }
}

// Run something when nothing has happened for a while; `cancel` forgets it.
export function paused(milliseconds, run) {
  let timer = 0;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(run, milliseconds);
  };
  later.cancel = () => clearTimeout(timer);
  return later;
}

export function element(name, properties = {}, ...inside) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
}

export function fill(place, ...inside) {
  place.textContent = "";
  place.append(...inside);
}
