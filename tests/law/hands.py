"""How an editor makes an edit: functions that make functions of a project and a number."""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

from law import base
from law.base import figures
from law.project import Project
from site_builder.theme.theme import find_theme

Edit = Callable[[Project, int], None]

SITE, HOME, ABOUT = (f"content/{name}" for name in ("site.yaml", "index.md", "pages/about.md"))
REPORTS = "content/agencies/*/reports/*.md"
AGENCIES = "content/agencies/*/index.md"
DOCUMENTS = "content/agencies/*/documents/**/*.md"
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


def ended_by(path: str, *goals: str) -> Edit:
    """Another document that ended one, which is no longer in force; none for an empty goal."""

    def how(text: str, n: int) -> str:
        now = _value(text, "ended_by")
        goal = [one for one in goals if one != now][n % (len(goals) - 1)]
        return with_key(with_key(text, "ended_by", goal), "validity", "废止" if goal else "")

    return change(path, how)


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
