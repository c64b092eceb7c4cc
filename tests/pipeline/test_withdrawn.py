"""A page that was on the site and no longer is, is named by the build that takes it away."""

from __future__ import annotations

import shutil

import pytest
from conftest import TODAY, Scenario, silent
from texts import page

from site_builder.build import build
from site_builder.cli import main as cli

URL = "pages/example/index.html"


@pytest.mark.parametrize("remembers", [True, False])
@pytest.mark.parametrize("how", ["deleted", "renamed", "a draft"])
def test_a_page_that_is_no_longer_there_is_named_once(
    how: str, remembers: bool, site: Scenario
) -> None:
    site.build(page("正文。\n"))
    path = site.root / "content/pages/example.md"
    if how == "deleted":
        path.unlink()
    elif how == "renamed":
        path.rename(path.with_name("other.md"))
    else:
        site.lay(page("正文。\n", "title: 示例\ndraft: true\n"))
    if not remembers:
        shutil.rmtree(site.root / ".sitebuild")

    first, second = (
        build(site.root, site.root / "public", today=TODAY, progress=silent) for _ in range(2)
    )

    assert (first.withdrawn, second.withdrawn) == ((URL,), ())


def test_a_new_site_and_a_changed_one_withdraw_nothing(site: Scenario) -> None:
    assert site.build(page("正文。\n")).withdrawn == ()
    assert site.build(page("另写。\n")).withdrawn == ()


def test_the_command_says_which_pages_are_no_longer_there(
    site: Scenario, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site.root)
    for number in range(7):
        site.lay(f"-- content/pages/a{number}.md --\n---\ntitle: 第{number}页\n---\n正文。\n")
    cli.main(["build"])
    for number in range(7):
        (site.root / f"content/pages/a{number}.md").unlink()
    capsys.readouterr()

    cli.main(["build"])

    out = capsys.readouterr().out
    pages = "、".join(f"pages/a{number}/index.html" for number in range(5))
    assert f"不再发布 7 个网页：{pages} 等。" in out
