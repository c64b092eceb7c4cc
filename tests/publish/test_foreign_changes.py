"""What somebody else does to a published site does not come and go: the next build names it and
puts it right."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import TODAY, Scenario, build_if_due, held, long_after, silent
from systems import force, posix, with_links
from texts import page

from site_builder.build import Built
from site_builder.publish.paths import state_of
from site_builder.publish.site_check import verify

PAGE = "pages/example/index.html"
PDF = "pages/example.pdf"


def built(site: Scenario, text: str = "") -> Built:
    """Build long after the last edit, as people do; without one, nothing is read again."""
    site.lay(text)
    return build_if_due(
        site.root, site.root / "public", today=TODAY, progress=silent, now_ns=long_after()
    )


def modes(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mode & 0o7777
        for path in (folder, *folder.rglob("*"))
    }


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def public(site: Scenario) -> Path:
    """A site that was changed once, so that there has been an exchange."""
    built(site, page("零\n"))
    built(site, page("一\n"))
    return site.root / "public"


def added(public: Path) -> None:
    (public / "extra.html").write_text("extra")


def added_deep(public: Path) -> None:
    (public / "agencies/extra").mkdir()
    (public / "agencies/extra/list.xlsx").write_bytes(b"x")


def changed_in_place(public: Path) -> None:
    with (public / "404.html").open("a") as file:
        file.write("<!-- mine -->")


def replaced(public: Path) -> None:
    (public / "404.new").write_text("mine")
    (public / "404.new").replace(public / "404.html")


def removed(public: Path) -> None:
    (public / "404.html").unlink()


def closed(public: Path) -> None:
    (public / "404.html").chmod(0o600)


def closed_folder(public: Path) -> None:
    (public / "agencies").chmod(0o700)


def linked(public: Path) -> None:
    (public / "404.html").unlink()
    (public / "404.html").symlink_to("/etc/hostname")


CHANGES = (
    *(added, added_deep, changed_in_place, replaced, removed, closed, closed_folder, linked),
)
ANYWHERE = [one for one in CHANGES if one not in (closed, closed_folder)]
FAR = (added_deep, closed_folder)  # in no folder that the edited page is in
NAMED = {"extra.html", "agencies/extra", "404.html", "agencies"}


@pytest.mark.parametrize(
    "tamper", [*ANYWHERE, *(pytest.param(one, marks=posix) for one in (closed, closed_folder))]
)
@pytest.mark.parametrize("edited", [False, True])
def test_what_somebody_changed_is_named_put_right_and_never_comes_back(
    site: Scenario, public: Path, tamper: Callable[[Path], None], edited: bool
) -> None:
    texts, permissions = held(public), modes(public)
    tamper(public)

    first = built(site, page("二\n") if edited else "")

    assert {*first.restored} <= NAMED
    assert len(first.restored) == (0 if edited and tamper in FAR else 1)
    for text in ("三\n", "四\n", "五\n"):
        assert modes(public) == permissions
        assert held(public).keys() == texts.keys()
        assert held(public)["404.html"] == texts["404.html"]
        assert verify(public) == ()
        assert built(site, page(text)).restored == ()


@pytest.mark.parametrize("tamper", ANYWHERE)
def test_systems_without_modes_and_times_of_change_name_and_right_it_too(
    site: Scenario, monkeypatch: pytest.MonkeyPatch, tamper: Callable[[Path], None]
) -> None:
    force(monkeypatch, "windows")
    built(site, page("一\n"))
    public = site.root / "public"
    texts = held(public)
    tamper(public)

    assert {*built(site).restored} <= NAMED
    assert held(public) == texts
    assert verify(public) == ()


def test_without_times_of_change_only_verify_finds_what_was_set_back(
    site: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many bytes, at the same time as before: where a system notes nothing else of a change."""
    force(monkeypatch, "windows")
    built(site, page("一\n"))
    file = site.root / "public/404.html"
    before = file.stat()
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert built(site).restored == ()

    assert [one.rule.code for one in verify(site.root / "public")] == ["V104"]


@with_links
@pytest.mark.usefixtures("system")
def test_a_site_that_nobody_changed_is_not_made_again(site: Scenario) -> None:
    public = site.root / "public"
    built(site, page("零\n"))
    built(site, page("一\n"))
    before = public.stat()

    again = built(site)

    assert (again.restored, again.reasons) == ((), ())
    assert public.stat() == before


def test_a_copy_of_the_site_with_other_times_is_not_rendered_again(
    site: Scenario, public: Path
) -> None:
    """As a build server restores it from what it keeps."""
    for path in public.rglob("*.html"):
        data = path.read_bytes()
        path.unlink()
        path.write_bytes(data)

    again = built(site, page("二\n"))

    assert again.restored == ()
    assert [url for url, _ in again.reasons] == [PAGE]
    assert verify(public) == ()


@posix
def test_all_files_have_the_same_permissions_whatever_the_umask_is(
    site: Scenario, public: Path
) -> None:
    os.umask(0o077)
    built(site, page("二\n") + "-- content/pages/neu.md --\n---\ntitle: 新\n---\n新\n")
    (site.root / "content/pages/a.pdf").write_bytes(b"%PDF-1.4")
    built(site, page("[件](a.pdf)\n"))

    found = modes(public)
    assert {mode for path, mode in found.items() if (public / path).is_dir()} == {0o755}
    assert {mode for path, mode in found.items() if (public / path).is_file()} == {0o644}


def test_a_withdrawn_document_is_nowhere_once_the_build_has_ended(
    site: Scenario, public: Path
) -> None:
    (site.root / "content/pages/secret.md").write_text("---\ntitle: 撤\n---\n要撤下的文字\n")
    built(site)
    assert any(b"\xe8\xa6\x81\xe6\x92\xa4" in data for data in all_bytes(site.root, public))
    (site.root / "content/pages/secret.md").unlink()

    built(site)

    for folder in (public, state_of(public)):
        assert not list(folder.rglob("*secret*"))
        assert not any("要撤下的文字".encode() in data for data in all_bytes(site.root, folder))


def all_bytes(root: Path, folder: Path) -> list[bytes]:
    assert folder.is_relative_to(root)
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


@posix
def test_what_is_kept_beside_the_site_is_for_its_owner_alone(public: Path) -> None:
    assert state_of(public).stat().st_mode & 0o777 == 0o700


def test_findings_about_drafts_are_not_kept_beside_the_site(site: Scenario, public: Path) -> None:
    draft = "-- content/pages/draft.md --\n---\ntitle: 草\ndraft: true\n---\n# 密约\n"
    finding = built(site, draft + page("二\n")).findings
    assert any("draft.md" in one.path for one in finding)

    assert not any(b"draft.md" in data for data in all_bytes(site.root, state_of(public)))
    assert not list(state_of(public).glob("last*"))
