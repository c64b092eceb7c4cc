"""What has to hold of the desk: it shows what a clean build publishes, whatever was edited."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from law.assertions import assert_same
from law.project import Project, Tree
from law.reference import Outcome, reference
from site_builder.publish.manifest import MANIFEST
from site_builder.serve.session import Session, Shown

_OF_EACH_TEMPLATE = ("index.html", "pages/about/", "agencies/kjj/", "agencies/kjj/2024/")


@contextmanager
def desk_of(project: Project) -> Iterator[Session]:
    """A desk at which the project is open."""
    session = Session(project.root, lambda: project.asked.today)
    try:
        session.refresh()
        yield session
    finally:
        session.close()


def assert_shows(session: Session, project: Project, before: Tree, told: bool) -> Outcome:
    """Let the desk take up what was edited since `before`, and compare with a clean build. If it is
    `told`, it hears which files have changed. Returns the clean build."""
    project.ask(base_url="", fragments=False, strict=False)
    sources = project.sources()
    answer = reference().ask(project, sources)
    session.refresh(changed(project, before, sources) if told else None)
    clean = answer.result()

    for url in _OF_EACH_TEMPLATE:  # a fault in a template is found when a page is made
        session.shown(url)
    drafts = {one.path for one in session.drafts}
    found = [one for one in session.findings if one.path not in drafts or one in clean.findings]
    if clean.stopped in {"settings", "site"}:  # the content is checked all the same
        assert clean.stopped == "site" or {*clean.findings} <= {*found}
    else:
        assert_same(sorted(found), sorted(clean.findings))
    if not clean.stopped:
        for path, (kind, _, data) in clean.site.items():
            if kind == "file" and path != MANIFEST:
                assert _bytes(session.shown(path)) == data, path
    return clean


def changed(project: Project, before: Tree, now: Tree) -> list[Path]:
    """The files and folders that are not as before."""
    paths = before.keys() | now.keys()
    return [project.root / path for path in paths if before.get(path) != now.get(path)]


def _bytes(shown: Shown | None) -> bytes | None:
    if shown is None or shown.problem or shown.is_draft:
        return None
    return Path(shown.file).read_bytes() if shown.file else shown.data
