"""All kinds of edits, each a function of a project and a number that decides among like ones.

An edit does something whatever was done before: what is there it changes or takes away, what is not
there it brings. With the number 0 it does to the project of `base.py` what its name says.
"""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

from law import base
from law.base import figures
from law.project import Project
from site_builder.theme.theme import find_theme

Edit = Callable[[Project, int], None]

SITE, HOME, ABOUT = (f"content/{name}" for name in ("site.yaml", "index.md", "pages/about.md"))
REPORTS = "content/agencies/*/reports/*.md"
AGENCIES = "content/agencies/*/index.md"
RECORDS = "content/agencies/*/documents/**/*.md"
GUIDES = "content/agencies/*/guide.md"
RULES = "content/agencies/*/rules/*.md"
PAGES = "content/pages/**/*.md"
ATTACHMENTS = "content/**/*.[ct][sx][vt]"
ANY_TEXT = "content/**/*.md"
OWN = "themes/own"
TEMPLATE = f"{OWN}/templates/page.html"
PARTIALS = f"{OWN}/templates/partials"

FAILS = figures().replace("总计: 3}", "总计: 4}")

_NUMBERED = re.compile(r"(编号|名单 |议程,|width: )([0-9]{3})")
_REQUESTS = re.compile(r"  收到和处理政府信息公开申请情况:.*\n(?:    .*\n)*")


# What edits are made of.


def pick(project: Project, pattern: str, n: int) -> str:
    """One of the files that match, or nothing."""
    paths = project.paths(pattern)
    return paths[n % len(paths)] if paths else ""


def change(pattern: str, how: Callable[[str, int], str]) -> Edit:
    """Change the text of one of the files that match."""

    def edit(project: Project, n: int) -> None:
        if path := pick(project, pattern, n):
            project.write(path, how(project.text(path), n))

    return edit


def number(pattern: str) -> Edit:
    """Another number in a text: as many bytes as before."""

    def how(text: str, n: int) -> str:
        def other(found: re.Match[str]) -> str:
            return f"{found[1]}{100 + (int(found[2]) - 99 + n) % 900}"

        return _NUMBERED.sub(other, text, count=1)

    return change(pattern, how)


def key(pattern: str, name: str, *values: str) -> Edit:
    """Another value for a key of a header, or of site.yaml; an empty one takes the key away."""

    def how(text: str, n: int) -> str:
        now = _value(text, name)
        others = [value for value in values if value != now]
        return with_key(text, name, others[n % len(others)])

    return change(pattern, how)


def _entry(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?m)^{name}:(.*\n(?:  .*\n)*)")


def _value(text: str, name: str) -> str:
    found = _entry(name).search(text)
    return found[1].strip(" ").removesuffix("\n") if found else ""


def with_key(text: str, name: str, value: str) -> str:
    """A header with another value for a key, at the place of the old one or at its end."""
    entry = f"{name}: {value}\n" if value else ""
    if found := _entry(name).search(text):
        return text[: found.start()] + entry + text[found.end() :]
    end = text.find("\n---\n") + 1 if text.startswith("---\n") else len(text)
    return text[:end] + entry + text[end:]


def retitled(pattern: str) -> Edit:
    """A title with one word more, or less."""

    def how(text: str, n: int) -> str:
        title = _value(text, "title")
        bare = title.removesuffix("（一）").removesuffix("（二）")
        others = [t for t in (bare + "（一）", bare + "（二）", bare) if t != title]
        return with_key(text, "title", others[n % 2])

    return change(pattern, how)


def line(pattern: str, words: str) -> Edit:
    """A line at the end of a text, or away with it."""

    def how(text: str, _: int) -> str:
        return text.replace(words, "") if words in text else text + words

    return change(pattern, how)


def instead(pattern: str, old: str, new: str) -> Edit:
    """One wording in place of another, wherever it stands, and back."""

    def how(text: str, _: int) -> str:
        return text.replace(old, new) if old in text else text.replace(new, old)

    return change(pattern, how)


def table(requests: str) -> Edit:
    """Another table of requests for a report that has one."""

    def edit(project: Project, n: int) -> None:
        there = [p for p in project.paths(REPORTS) if _REQUESTS.search(project.text(p))]
        fuller = [p for p in there if "本年新收" in project.text(p)] or there
        if fuller:
            path = fuller[n % len(fuller)]
            other = requests if requests not in project.text(path) else figures(5)
            project.write(path, _REQUESTS.sub(other, project.text(path), count=1))

    return edit


def reason(project: Project, n: int) -> None:
    """The reason, for all to read, why figures do not balance; where they do, it is not needed."""
    failing = [path for path in project.paths(REPORTS) if FAILS in project.text(path)]
    path = failing[0] if failing else pick(project, REPORTS, n)
    if path:
        key(path, "waivers", "\n  F230: 原报告如此", "\n  F230: 原件如此", "")(project, n)


def file(path: str, text: str) -> Edit:
    """A new file, or away with it."""

    def edit(project: Project, _: int) -> None:
        if (project.root / path).is_file():
            project.remove(path)
        else:
            project.write(path, text)

    return edit


def files(*paths_and_texts: str) -> Edit:
    """Several files at once."""
    pairs = zip(paths_and_texts[::2], paths_and_texts[1::2], strict=True)
    each = [file(path, text) for path, text in pairs]

    def edit(project: Project, n: int) -> None:
        for one in each:
            one(project, n)

    return edit


def delete(pattern: str) -> Edit:
    """Take one of the files that match away."""

    def edit(project: Project, n: int) -> None:
        if path := pick(project, pattern, n):
            project.remove(path)

    return edit


def rename(pattern: str, *names: str) -> Edit:
    """Another name, in the same folder, for one of the files that match."""

    def edit(project: Project, n: int) -> None:
        path = pick(project, pattern, n)
        free = [new for name in names if not project.there(new := f"{Path(path).parent}/{name}")]
        if path and free:
            project.rename(path, free[n % len(free)])

    return edit


def hiding(name: str) -> Edit:
    """A template of our own that hides a default one and shows it."""
    shown = f'{{% include "default/{name}" %}}\n<p>编号100。</p>\n'
    return file(f"{OWN}/templates/{name}", shown)


def one_of(*edits: Edit) -> Edit:
    """One of several edits that are of a kind."""

    def edit(project: Project, n: int) -> None:
        edits[n % len(edits)](project, n // len(edits))

    return edit


# Edits that are like no other.


def new_report(project: Project, n: int) -> None:
    """A report on a year for which the agency has none."""
    years = (2021, 2026, 2022, 2018, 2019, 2025)
    slugs = [Path(path).parent.name for path in project.paths(AGENCIES)]
    for slug in slugs[n % len(slugs) :] if slugs else []:
        for year in years[n % len(years) :]:
            if not project.there(f"content/agencies/{slug}/reports/{year}.md"):
                agency = _value(project.text(f"content/agencies/{slug}/index.md"), "title")
                path = f"content/agencies/{slug}/reports/{year}.md"
                project.write(path, base.Office(agency, slug).report(year))
                return


def new_agency(project: Project, n: int) -> None:
    """One more agency, with one report."""
    slug, name = f"new-{n % 3}", f"中卫市{'教财审'[n % 3]}计局"
    if not project.there(f"content/agencies/{slug}"):
        index = f"---\ntitle: {name}\nregion: 640500\n---\n编号100。\n"
        project.write(f"content/agencies/{slug}/index.md", index)
        text = base.Office(name, slug).report(2024)
        project.write(f"content/agencies/{slug}/reports/2024.md", text)


def folder_of_agency(project: Project, n: int, new: str = "") -> None:
    """Delete the folder of an agency, or rename it."""
    if index := pick(project, AGENCIES, n + 1):
        folder = Path(index).parent.as_posix()
        if new:
            project.rename(folder, f"content/agencies/{new}-{n % 2}")
        else:
            project.remove(folder)


def copied(project: Project, n: int) -> None:
    """A text is copied to another agency, byte for byte."""
    slugs = [Path(path).parent.name for path in project.paths(AGENCIES)]
    if slugs and (path := pick(project, RULES, n) or pick(project, ANY_TEXT, n)):
        goal = f"content/agencies/{slugs[n % len(slugs)]}/rules/copy.md"
        project.write(goal, project.text(path))


def swapped(project: Project, n: int) -> None:
    """Two reports change places, with their times."""
    paths = project.paths(REPORTS)
    if len(paths) > 1:
        one, other = paths[n % len(paths)], paths[(n + 1) % len(paths)]
        project.rename(one, f"{one}.moved~")
        project.rename(other, one)
        project.rename(f"{one}.moved~", other)


def linked(project: Project, n: int) -> None:
    """A symbolic link in place of a page."""
    if path := pick(project, PAGES, n):
        project.remove(path)
        (project.root / path).symlink_to("help.md")


def deleted_comes_back(project: Project, n: int) -> None:
    """One of the files that are gone is there again, with what it held at first."""
    gone = [p for p, (kind, _, _) in project.original.items() if kind == "file"]
    gone = [path for path in sorted(gone) if not project.there(path)]
    if gone:
        project.save(gone[n % len(gone)], project.original[gone[n % len(gone)]][2])


def own_default(project: Project, n: int) -> None:
    """The default theme, copied into the project and changed there; or away with it."""
    ours = find_theme("default", Path("/nowhere"))[0]
    folder = project.root / "themes/default"
    if folder.exists():
        shutil.rmtree(folder)
    elif ours:
        shutil.copytree(ours.folders[0], folder)
        path = "themes/default/templates/base.html"
        project.write(path, project.text(path).replace("</footer>", "<p>编号100。</p></footer>"))


def one_more_style(project: Project, n: int) -> None:
    """A style sheet more, and its name in the list; or away with both."""
    instead(f"{OWN}/theme.yaml", "[own.css]", "[own.css, more.css]")(project, n)
    file(f"{OWN}/styles/more.css", ".more { width: 100px }\n")(project, n)


def middle_theme(project: Project, n: int) -> None:
    """A theme between our own and the default one; or away with it."""
    path = f"{OWN}/theme.yaml"
    between = "middle" not in (project.text(path) if project.there(path) else "")
    project.write(path, f"extends: {'middle' if between else 'default'}\nstyles: [own.css]\n")
    hides = '{% extends "default/agency.html" %}{% block notice %}<p>编号100。</p>{% endblock %}\n'
    if not project.there("themes/middle/theme.yaml"):
        project.write("themes/middle/theme.yaml", "extends: default\n")
        project.write("themes/middle/templates/agency.html", hides)


def touched(when: int | None) -> Edit:
    """A file is as it was, but its times are not."""

    def edit(project: Project, n: int) -> None:
        paths = [*project.paths("content/**/*"), *project.paths("themes/**/*")]
        for path in paths[n % len(paths) :: 1 + n % 3] if paths else ():
            os.utime(project.root / path, (when, when) if when else None)

    return edit


def saved_again(project: Project, n: int) -> None:
    """All files are written anew, as by a checkout, with the bytes that they had."""
    for path in (*project.paths("content/**/*"), *project.paths("themes/**/*")):
        data = (project.root / path).read_bytes()
        project.remove(path)
        project.save(path, data)


def spelled(project: Project, n: int) -> None:
    """The name of a file in the other spelling of Unicode (as from a Mac)."""
    for path in project.paths("content/pages/*é*"):
        project.rename(path, unicodedata.normalize("NFC" if n % 2 else "NFD", path))


def ask(name: str, *values: object) -> Edit:
    """Ask something else of the next builds."""

    def edit(project: Project, n: int) -> None:
        others = [value for value in values if value != getattr(project.asked, name)]
        project.ask(**{name: others[n % len(others)]})

    return edit


# The edits.

KJJ, ZF, SWJ = (f"content/agencies/{slug}" for slug in ("kjj", "zf", "swj"))

WORDS: dict[str, Edit] = {
    "a word of a report": number(REPORTS),
    "a word of an agency": number(AGENCIES),
    "a word of a record": number(RECORDS),
    "a word of a rule": number(RULES),
    "a word of a page": number(PAGES),
    "a word of the home page": number(HOME),
    "the problems of another report": instead(
        f"{KJJ}/reports/2024.md", f"{base.FEW}## 六", f"{base.PROBLEMS}## 六"
    ),
    "a heading that is linked to": instead(f"{KJJ}/reports/2024.md", "总体情况", "概况"),
    "a heading that a template links to": instead(f"{ZF}/reports/2023.md", "总体情况", "概况"),
    "a heading more": line(PAGES, "## 又一节\n"),
    "a place for a table": line(REPORTS, "【表：主动公开政府信息情况】\n"),
    "a footnote": line(PAGES, "注[^1]。\n\n[^1]: 说明。\n"),
    "lines that end as on Windows": change(
        ANY_TEXT, lambda t, _: t.replace("\r\n", "\n") if "\r" in t else t.replace("\n", "\r\n")
    ),
    "a text that cannot be read": one_of(
        change(ANY_TEXT, lambda t, _: t + "\udcff"),
        change(ANY_TEXT, lambda _, __: ""),
        key(ANY_TEXT, "colour", "red", ""),
    ),
    "a byte order mark": change(
        ANY_TEXT, lambda t, _: t[1:] if t.startswith("\ufeff") else "\ufeff" + t
    ),
}
HEADERS: dict[str, Edit] = {
    "the title of a report": retitled(REPORTS),
    "the title of a record": retitled(RECORDS),
    "the title of a page": retitled(PAGES),
    "the title of the home page": retitled(HOME),
    "the name of an agency": retitled(AGENCIES),
    "the short name of an agency": key(AGENCIES, "short_name", "", "中卫市科学局"),
    "an alias that its reports use": key(f"{KJJ}/index.md", "aliases", "", "[中卫市科技局]"),
    "the region of an agency": key(AGENCIES, "region", "640502", "640500", "640422", "640999"),
    "the kind of an agency": key(AGENCIES, "kind", "政府", "部门", ""),
    "the web site that a report names": key(
        f"{KJJ}/index.md", "website", "https://www.zhongwie.gov.cn/", "https://www.zhongwei.gov.cn/"
    ),
    "a summary": key("content/agencies/**/*.md", "summary", "概述一", "概述二", ""),
    "the day a report came out": key(REPORTS, "published", "2025-04-26", "2026-01-20", ""),
    "the number of a record": key(RECORDS, "document_number", "卫科发〔2024〕1号", ""),
    "an index number given twice": key(RECORDS, "index_number", "640500005/2024-00012", ""),
    "the day of a record": key(RECORDS, "generated", "2025-07-08", "2022-07-08", ""),
    "the openness of a record": key(RECORDS, "openness", "主动公开", "不予公开", ""),
    "the order of a page": key(PAGES, "order", "9", "1", "2", ""),
    "a report is a draft": key(REPORTS, "draft", "true", "false"),
    "an agency is a draft": key(AGENCIES, "draft", "true", "false"),
    "a record is a draft": key(RECORDS, "draft", "true", "false"),
    "a page is a draft": key(PAGES, "draft", "true", "false"),
    "the home page is a draft": key(HOME, "draft", "true", "false"),
    "a waiver that waives nothing": key(REPORTS, "waivers", "\n  F204: 照录原件", ""),
    "a waiver that is needed": key(
        f"{KJJ}/reports/2023.md", "waivers", "", "\n  D103: 经同意延期", "\n  D103: 经同意推迟"
    ),
    "a reason for what fails": reason,
}
FIGURES: dict[str, Edit] = {
    "other figures": table(figures(4)),
    "figures that do not balance": table(FAILS),
    "a total left out": table(figures(total=False)),
    "a figure left out": table(figures().replace("自然人: 3,", "自然人: '',", 1)),
    "a word for a figure": table(figures(0).replace("自然人: 0,", "自然人: 无,", 1)),
    "a request left for next year": table(figures(left=1)),
    "a table of noughts": table(base.NOUGHTS),
    "a table not filed": table(""),
}
FILES: dict[str, Edit] = {
    "a new report": new_report,
    "a report deleted": delete(REPORTS),
    "a report renamed": rename(REPORTS, "2020.md", "2021.md", "2024.md", "2017.md"),
    "reports that change places": swapped,
    "a new agency": new_agency,
    "an agency deleted": folder_of_agency,
    "an agency renamed": lambda project, n: folder_of_agency(project, n, "moved"),
    "the page of an agency deleted": delete(AGENCIES),
    "a new record": file(f"{SWJ}/documents/new.md", "---\ntitle: 新通知\n---\n编号100。\n"),
    "a record deleted": delete(RECORDS),
    "a record renamed": rename(RECORDS, "other.md", "more/other.md"),
    "a new guide": file(f"{SWJ}/guide.md", "---\ntitle: 水务公开指南\n---\n编号100。\n"),
    "a rule deleted": delete(RULES),
    "a text copied to another agency": copied,
    "a new page": file("content/pages/new.md", "---\ntitle: 新页\norder: 3\n---\n编号100。\n"),
    "a page deleted": delete("content/pages/help.md"),
    "a page renamed": rename("content/pages/[hn]*.md", "other.md", "deep/other.md"),
    "a page in a folder of the name of a page": file(
        "content/pages/about/more.md", "---\ntitle: 更多\n---\n编号100。\n"
    ),
    "the home page deleted": delete(HOME),
    "a page that is a link": linked,
    "something deleted comes back": deleted_comes_back,
    "other bytes in an attachment": number(ATTACHMENTS),
    "a new attachment": file(f"{ZF}/documents/é.txt", "附件"),
    "an attachment on the first floor": file("content/readme.txt", "附件"),
    "an attachment deleted that is linked to": delete(ATTACHMENTS),
    "a file that rules complain of": one_of(
        file("content/pages/empty.txt", ""),
        file("content/pages/list.pdf", "<html>找不到</html>"),
        file("content/pages/tool.exe", "MZ"),
        file("content/pages/List.txt", "名单 100\n"),
        file("content/stray.md", "---\ntitle: 迷路\n---\n编号100。\n"),
    ),
    "an identity number in an attachment": file("content/pages/people.csv", "11010519491231002X"),
    "a folder in place of an attachment": file("content/pages/é.txt/é.txt", "附件"),
    "a draft of an agency with an attachment": files(
        f"{ZF}/documents/draft.md",
        "---\ntitle: 草稿\ndraft: true\n---\n[附件](draft.txt)\n",
        f"{ZF}/documents/draft.txt",
        "附件",
    ),
    "an attachment that no page links to": file(f"{SWJ}/documents/lent.txt", "附件"),
    "a draft with an attachment of another agency": file(
        f"{ZF}/documents/borrowed.md",
        "---\ntitle: 草稿\ndraft: true\n---\n[附件](../../swj/documents/lent.txt)\n",
    ),
    "a page with the attachment of a draft": files(
        f"{SWJ}/documents/draft.md",
        "---\ntitle: 草稿\ndraft: true\n---\n[附件](lent.txt)\n",
        "content/pages/lent.md",
        f"---\ntitle: 借用\n---\n[附件](/{SWJ.removeprefix('content/')}/documents/lent.txt)\n",
        f"{SWJ}/documents/lent.txt",
        "附件",
    ),
    "a draft with an attachment of its own": files(
        "content/pages/draft.md",
        "---\ntitle: 草稿\ndraft: true\n---\n[附件](draft.txt)\n",
        "content/pages/draft.txt",
        "附件",
    ),
}
LINKS: dict[str, Edit] = {
    "a link to an agency": line(PAGES, "见[水务局](../agencies/swj/index.md)。\n"),
    "a link to a heading of another agency": line(
        f"{ZF}/index.md", "见[概况](../swj/reports/2025.md#总体情况)。\n"
    ),
    "a link to a heading that is not there": line(
        f"{ZF}/index.md", "见[概况](../swj/reports/2025.md#没有的)。\n"
    ),
    "a link that leads nowhere": line(PAGES, "见[别处](nowhere.md)。\n"),
    "a link to a page that comes and goes": line(HOME, "见[帮助](pages/help.md)。\n"),
    "a link to an attachment that a draft has": line(HOME, "见[附件](pages/draft.txt)。\n"),
    "a link to an attachment of an agency's draft": line(
        HOME, "见[附件](agencies/zf/documents/draft.txt)。\n"
    ),
    "a link to another site": line(PAGES, "见[政府网](https://www.gov.cn/)。\n"),
}
SETTINGS: dict[str, Edit] = {
    "the title of the site": key(SITE, "title", "公开年度报告", "政府信息公开工作年度报告"),
    "a line on every page": one_of(
        key(SITE, "notice", "本站是演示", "本站为演示", ""),
        key(SITE, "organizer", "办公室", "演示", ""),
        key(SITE, "contact", "0955-1", "0955-2", ""),
        key(SITE, "icp", "宁ICP备1号", "宁ICP备2号", ""),
    ),
    "the description": key(SITE, "description", "说明一", "说明二", ""),
    "the base URL": key(
        SITE, "base_url", "https://example.net/gk/", "", "example.org", "https://example.org/"
    ),
    "the theme": key(SITE, "theme", "default", "gone", "", "own"),
    "the name of a region": instead(SITE, "中卫市", "中卫区"),
    "the region above": line(SITE, "  640000: 宁夏\n"),
    "a region no longer listed": instead(SITE, "  640502: 沙坡头区\n", ""),
    "a waiver for all documents": key(SITE, "waivers", "\n  W108: 已经撤并", ""),
    "a remark": line(SITE, "# 注\n"),
    "settings that are no YAML": line(SITE, "title: '\n"),
    "settings deleted": delete(SITE),
}


THEME: dict[str, Edit] = {
    "a word of a template": number(TEMPLATE),
    "a template that hides a default one": file(
        f"{OWN}/templates/document.html",
        '{% extends "default/document.html" %}{% block notice %}<p>编号100。</p>{% endblock %}\n',
    ),
    "a template that hides the first of all": file(
        f"{OWN}/templates/base.html",
        '{% extends "default/base.html" %}{% block footer %}<p>编号100。</p>{% endblock %}\n',
    ),
    "a template that no page uses": file(f"{OWN}/templates/unused.html", "编号100"),
    "a template deleted": delete(f"{OWN}/templates/**/*.html"),
    "the partial of facts": hiding("partials/metadata.html"),
    "the partial of a comparison": hiding("partials/comparison.html"),
    "the partial of a statutory table": hiding("partials/statutory-table.html"),
    "the partial of notes on a table": hiding("partials/table-notes.html"),
    "another partial": one_of(
        *(hiding(f"partials/{name}.html") for name in ("pager", "listing", "index-table")),
        *(hiding(f"partials/{name}.html") for name in ("breadcrumb", "contents")),
    ),
    "a partial that may be asked for": file(f"{PARTIALS}/extra.html", "<p>编号100。</p>\n"),
    "a template that asks for it by a name put together": line(
        TEMPLATE,
        '{% block notice %}{% set which = "extra" %}'
        '{% include "partials/" ~ which ~ ".html" ignore missing %}{% endblock %}\n',
    ),
    "a template that asks for it by its name": line(
        TEMPLATE,
        '{% block breadcrumb %}{% include "partials/extra.html" ignore missing %}{% endblock %}\n',
    ),
    "a template that links to a report": line(
        TEMPLATE,
        '{% block breadcrumb %}<a href="{{ root }}agencies/zf/2023/index.html#s-总体情况">去年</a>'
        "{% endblock %}\n",
    ),
    "a template with a fault": line(TEMPLATE, "{% if %}\n"),
    "a template with an unknown name": line(TEMPLATE, "{% block meta %}{{ gone }}{% endblock %}\n"),
    "a template with a script": line(
        TEMPLATE, "{% block meta %}<script>1</script>{% endblock %}\n"
    ),
    "a word of a style sheet": number(f"{OWN}/styles/own.css"),
    "a style sheet more": one_more_style,
    "a style sheet that is not listed": file(
        f"{OWN}/styles/spare.css", ".spare { width: 100px }\n"
    ),
    "a style sheet that hides a default one": file(f"{OWN}/styles/table.css", "p { margin: 0 }\n"),
    "a style sheet deleted": delete(f"{OWN}/styles/*"),
    "a style sheet listed that is not there": instead(f"{OWN}/theme.yaml", "own.css", "gone.css"),
    "a style sheet that asks another site": line(
        f"{OWN}/styles/own.css", ".own { background: url(https://example.com/a.png) }\n"
    ),
    "a static file": number(f"{OWN}/static/badge.txt"),
    "a static file in a folder": file(f"{OWN}/static/fonts/licence.txt", "编号100"),
    "a static file of a name for backups": file(f"{OWN}/static/price.bak", "编号100"),
    "a static file in a hidden folder": file(f"{OWN}/static/.well-known/contact.txt", "编号100"),
    "a static file deleted": delete(f"{OWN}/static/*"),
    "a theme between": middle_theme,
    "the default theme changed": own_default,
    "a word about the theme": line(f"{OWN}/theme.yaml", "summary: 说明\n"),
    "no theme.yaml": delete(f"{OWN}/theme.yaml"),
}
DAYS = (
    *(date(2026, 2, 1), date(2026, 3, 31), date(2026, 4, 1), date(2026, 1, 31)),
    *(date(2026, 1, 9), date(2025, 12, 31), date(2027, 1, 31), date(2027, 2, 1)),
)
ASKS: dict[str, Edit] = {
    "the day": ask("today", *DAYS),
    "the day before a report came out": ask("today", date(2026, 1, 9), date(2026, 1, 31)),
    "the base URL of the command": ask("base_url", "https://example.com/", "nonsense", ""),
    "the fragments": ask("fragments", True, False),
    "the strictness": ask("strict", True, False),
    "the number of processes": ask("jobs", 2, 1),
    "a clean build": ask("clean", True, False),
    "another output": ask("output", "public2", "public"),
    "a build at once": ask("long_after", False, True),
    "a relative path": ask("relative", True, False),
}
TOUCHES: dict[str, Edit] = {
    "files touched": touched(None),
    "files that are old": touched(86_400),
    "files of the future": touched(4_102_444_800),
    "files saved again": saved_again,
    "names in another spelling": spelled,
    "an editor's backup": file(f"{ABOUT}~", "---\ntitle: 旧\n---\n"),
    "a hidden file": file("content/pages/.hidden.md", "---\ntitle: 旧\n---\n"),
}
GROUPS = {
    "words": WORDS,
    "headers": HEADERS,
    "figures": FIGURES,
    "files": FILES,
    "links": LINKS,
    "settings": SETTINGS,
    "theme": THEME,
    "asks": ASKS,
    "touches": TOUCHES,
}
EDITS: dict[str, Edit] = {name: edit for group in GROUPS.values() for name, edit in group.items()}
