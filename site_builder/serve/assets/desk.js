// What the desk adds to a page: its findings where they are, and news of changes.
"use strict";

(() => {
  const LETTERS = 16; // as in overlay.py
  const BLOCKS = "h2[id], h3[id], h4[id], h5[id], h6[id], p, li, td, th, dt, dd, pre, figcaption";
  const WIDER = "ul, ol, dl, table, blockquote, pre, .sb-scroll";
  const AGAIN = 1000; // milliseconds until the desk is called again

  let about;
  let version;
  let last = new Map(); // the last note behind an element

  function make(tag, name, text) {
    const made = document.createElement(tag);
    made.className = name;
    if (text) made.textContent = text;
    return made;
  }

  function link(text, href) {
    const made = make("a", "sb-desk-link", text);
    made.href = href;
    return made;
  }

  function read(page) {
    const block = page.getElementById("sb-desk-data");
    about = JSON.parse(block.textContent);
    version = block.dataset.version;
  }

  // ---------------------------------------------------------------- places

  function lettersOf(element) {
    let text = "";
    for (const node of element.childNodes) {
      if (node.nodeName === "UL" || node.nodeName === "OL") break;
      if (!(node.classList && node.classList.contains("sb-desk"))) text += node.textContent;
    }
    return Array.from(text.replace(/[^\p{L}\p{N}]+/gu, "")).slice(0, LETTERS).join("");
  }

  // The paragraphs of the page by the heading above and their first letters.
  function paragraphs(main) {
    const found = new Map();
    let heading = "";
    for (const element of main.querySelectorAll(BLOCKS)) {
      if (/^H\d$/.test(element.tagName)) {
        heading = element.id;
      } else if (!element.closest(".sb-desk, table.sb-statutory") && !element.querySelector("p")) {
        const key = `${heading}\n${lettersOf(element)}`;
        found.set(key, [...(found.get(key) || []), element]);
      }
    }
    return found;
  }

  function atTable(place) {
    const caption = document.getElementById(place.table);
    const table = caption && caption.closest("table");
    if (!table) return null;
    const figures = table.querySelectorAll("td[headers]");
    const cells = figures.length === place.size ? place.cells.map((n) => figures[n]) : [];
    return { marked: cells.length ? cells : [caption], behind: table.closest(".sb-scroll") || table };
  }

  function atText(place, blocks) {
    const alike = (place.text && blocks.get(`${place.id}\n${place.text}`)) || [];
    const element = alike[place.number] || (place.id && document.getElementById(place.id));
    if (!element) return null;
    let behind = element;
    for (let up = element; up && up.tagName !== "MAIN"; up = up.parentElement) {
      if (up.matches(WIDER)) behind = up;
    }
    return { marked: [element], behind };
  }

  // ---------------------------------------------------------------- findings

  async function repair(finding, button, status) {
    button.disabled = true;
    status.textContent = "正在改…";
    let said = "没有改成，编辑台没有回答。";
    try {
      const answer = await fetch("/_desk/api/repair", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Sitebuild-Token": about.token },
        body: JSON.stringify({ path: about.path, file: about.file, repair: finding.repair }),
      });
      said = answer.ok ? "已改正。" : (await answer.json()).error;
      button.disabled = answer.ok;
    } catch {
      button.disabled = false;
    }
    status.textContent = said;
  }

  function note(finding, number) {
    const made = make("div", `sb-desk sb-desk-note sb-desk-note--${finding.severity}`);
    made.id = `sb-desk-${number}`;
    made.tabIndex = -1;
    made.append(make("span", `sb-desk-tag sb-desk-tag--${finding.severity}`, `${finding.word} ${number}`), " ");
    made.append(make("span", "sb-desk-note__text", finding.message), " ");
    if (finding.repair) {
      const button = make("button", "sb-desk-button", finding.means);
      const status = make("span", "sb-desk-status");
      button.type = "button";
      status.setAttribute("role", "status");
      button.addEventListener("click", () => repair(finding, button, status));
      made.append(button, " ", status, " ");
    }
    const rule = link(finding.code, `/_desk/rules/${finding.code}`);
    rule.setAttribute("aria-label", `规则 ${finding.code}`);
    made.append(rule);
    if (finding.line) made.append(" ", make("span", "sb-desk-where", `第${finding.line}行`));
    return made;
  }

  function mark(finding, number) {
    const made = link(String(number), `#sb-desk-${number}`);
    made.className = `sb-desk sb-desk-mark sb-desk-mark--${finding.severity}`;
    made.setAttribute("aria-label", `${finding.word}${number}：${finding.message}`);
    made.title = finding.message;
    return made;
  }

  // Lay a finding over the page; returns whether it has a place there.
  function lay(finding, number, blocks) {
    const place = finding.place;
    const at = place && (place.table ? atTable(place) : atText(place, blocks));
    if (!at) return false;
    for (const element of at.marked) {
      element.classList.add("sb-desk-at", `sb-desk-at--${finding.severity}`);
    }
    if (place.table) at.marked[0].append(mark(finding, number));
    const made = note(finding, number);
    (last.get(at.behind) || at.behind).after(made);
    last.set(at.behind, made);
    return true;
  }

  // ---------------------------------------------------------------- the bar

  function bar(unplaced, placed) {
    const made = make("aside", "sb-desk sb-desk-bar");
    made.setAttribute("aria-label", "编辑台");
    const line = make("div", "sb-desk-bar__line");
    if (about.draft) {
      line.append(make("strong", "sb-desk-draft", "草稿，尚未公开；只在这里看得到"));
    }
    const { errors, warnings } = about.counts;
    const own = errors || warnings ? `本页错误 ${errors}，警告 ${warnings}` : "本页没有问题";
    if (about.path) line.append(make("span", "", own));
    if (about.edit) line.append(link("填写", about.edit));
    const { total } = about; // not known while the desk is looking
    const all = total ? `全站错误 ${total.errors}，警告 ${total.warnings}` : "全站问题";
    line.append(link(all, "/_desk/findings"));
    line.append(link("编辑台", "/_desk/"));
    made.append(line);
    if (about.problem) made.append(make("div", "sb-desk-problem", `${about.problem}。`));
    const lost = make("div", "sb-desk-problem sb-desk-lost", "编辑台没有回答，这里显示的可能不是最新的。");
    lost.hidden = true;
    made.append(lost, ...unplaced);
    if (placed.length) made.append(contents(placed));
    const more = errors + warnings - unplaced.length - placed.length;
    if (more > 0) made.append(make("div", "", `另有 ${more} 处，见“全站”。`));
    return made;
  }

  function contents(placed) {
    const made = make("details", "sb-desk-contents");
    made.append(make("summary", "", `页面上标出的 ${placed.length} 处`));
    const list = make("ul", "sb-desk-contents__list");
    for (const [finding, number] of placed) {
      const item = make("li", "");
      item.append(link(`${finding.word}${number}：${finding.message}`, `#sb-desk-${number}`));
      list.append(item);
    }
    made.append(list);
    return made;
  }

  function draw() {
    for (const old of document.querySelectorAll(".sb-desk")) old.remove();
    for (const old of document.querySelectorAll(".sb-desk-at")) {
      old.classList.remove("sb-desk-at", "sb-desk-at--error", "sb-desk-at--warning");
    }
    if (!about.findings) return;
    last = new Map();
    const main = document.querySelector("main") || document.body;
    const blocks = about.findings.length ? paragraphs(main) : new Map();
    const unplaced = [];
    const placed = [];
    about.findings.forEach((finding, index) => {
      if (lay(finding, index + 1, blocks)) placed.push([finding, index + 1]);
      else unplaced.push(note(finding, index + 1));
    });
    const first = document.body.firstElementChild;
    const made = bar(unplaced, placed);
    if (first && first.matches("a[href^='#']")) first.after(made);
    else document.body.prepend(made);
  }

  // ---------------------------------------------------------------- changes

  function lost(isLost) {
    const message = document.querySelector(".sb-desk-lost");
    if (message) message.hidden = !isLost;
  }

  // What a page was loaded with; if that changes, it has to be loaded again.
  function loaded(page) {
    const all = page.querySelectorAll("link[rel=stylesheet], script[src]");
    return Array.from(all, (one) => one.getAttribute("href") || one.getAttribute("src")).join();
  }

  // Show what is there now in place of what was, as loading the page again would, but sooner.
  async function renew() {
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const isSame = loaded(page) === loaded(document);
      if (!isSame || page.querySelectorAll("script[src]").length > 1) throw new Error("other");
      read(page);
      const { scrollX, scrollY } = window;
      document.title = page.title;
      document.body.replaceWith(page.body);
      draw();
      window.scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
      return true;
    } catch {
      location.reload();
      return false;
    }
  }

  function listen() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const told = new WebSocket(`${scheme}://${location.host}/_desk/changes`);
    const say = () =>
      told.send(JSON.stringify({ address: about.address, page: about.page, overlay: version }));
    told.addEventListener("open", () => {
      lost(false);
      say();
    });
    told.addEventListener("message", async (event) => {
      const news = JSON.parse(event.data);
      if (news.reload) {
        if (await renew()) say();
      } else {
        about = news.overlay;
        version = news.version;
        draw();
      }
    });
    told.addEventListener("close", () => {
      lost(true);
      setTimeout(listen, AGAIN);
    });
  }

  // The list of findings leads to notes, which are not there when the browser looks for them.
  function arrive() {
    const [how] = performance.getEntriesByType("navigation");
    const goal = /^#sb-desk-\d+$/.test(location.hash) && document.querySelector(location.hash);
    if (goal && how.type === "navigate") {
      goal.scrollIntoView({ block: "center" });
      goal.focus({ preventScroll: true });
    }
  }

  read(document);
  draw();
  arrive();
  listen();
})();
