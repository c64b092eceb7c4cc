"""A program that forgets a digest in fingerprints: some edit has to reveal it."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping

import pytest

from law.assertions import shown
from law.edits import EDITS
from law.project import Project
from law.reference import outcome, reference
from site_builder.incremental import fingerprints as stale

LISTS = r"agencies/\w+/(documents|rules|reports)(/page/\d+|/\w+/[\w-]+(/page/\d+)?)?/index.html"
# How the name of the digest begins, the pages that forget it, and the edit that reveals it.
MUTANTS = (
    ("模板", ".*", "a template that hides a default one"),
    ("站点设置", ".*", "a line on every page"),
    ("页面导航", ".*", "the title of a page"),
    ("正文片段", ".*", "the fragments"),
    ("内容 index.md", "index.html", "a word of the home page"),
    ("内容 pages/", "pages/.*", "a word of a page"),
    ("内容 agencies/", r"agencies/\w+/index.html", "a word of an agency"),
    ("内容 agencies/", r"agencies/\w+/\d+/.*", "a word of a report"),
    (
        "内容 agencies/",
        r"agencies/\w+/(documents|rules|guide)/.*",
        "a word of a disclosed document",
    ),
    ("机关名称", r"agencies/\w+/\d+/.*", "the name of an agency"),
    ("机关名称", r"agencies/\w+/(documents|rules|guide)/.*", "the name of an agency"),
    ("机关名称", LISTS, "the name of an agency"),
    ("机关名称", r"agencies/\w+/apply/.*", "the name of an agency"),
    ("联系方式", r"agencies/\w+/apply/.*", "the telephone of an agency"),
    ("条目", r"agencies/\w+/index.html", "the title of a disclosed document"),
    ("条目", LISTS, "the title of a disclosed document"),
    ("所在栏目", "agencies/.*", "the last document of a section is archived"),
    ("列表", LISTS, "the genre of a disclosed document"),
    ("栏目|统计数", r"agencies/\w+/index.html", "a new report"),
    ("统计数", r"agencies/\w+/index.html", "other figures"),
    ("行政区划", r"agencies/\w+/\d+/.*", "the region of an agency"),
    ("前后文件", r"agencies/\w+/(documents|rules|guide)/.*", "the title of a disclosed document"),
    ("更正说明", r"agencies/\w+/index.html", "a document without corrections"),
    ("更正 ", "agencies/kjj/corrections/.*", "what was corrected"),
    ("机关名称", "agencies/kjj/corrections/.*", "the name of an agency"),
    ("撤下", "agencies/kjj/rules/gone/.*", "the reason of a withdrawal"),
    ("相关文件", "agencies/swj/rules/.*", "a document that another one ended"),
    ("机关名称", "agencies/zf/catalogue/.*", "the name of an agency with a catalogue"),
    ("目录$", "agencies/zf/catalogue/index.html", "the levels of a catalogue"),
    ("公开事项", "agencies/zf/catalogue/index.html", "the time limit of a catalogue item"),
    ("公开事项", r"agencies/zf/catalogue/\d+/.*", "the time limit of a catalogue item"),
    ("前后事项", r"agencies/zf/catalogue/\d+/.*", "the name of a catalogue item"),
    ("条目", r"agencies/zf/catalogue/\d+/.*", "the title of a report under an item"),
    ("目录事项", r"agencies/zf/(\d+|documents/call)/.*", "the name of a catalogue item"),
    ("征集状态", "agencies/zf/documents/.*", "the day before a report came out"),
    ("前后年度", r"agencies/\w+/\d+/.*", "a new report"),
    ("各年度", "years/.*", "the day before a report came out"),
    ("期限", "years/.*", "the day"),
    ("期限", "index.html", "the day"),
    ("各机关", "years/.*", "a new agency"),
    ("各机关", "map/.*", "a new agency"),
    ("各年度", "map/.*", "the day before a report came out"),
    (r"\d+年报告", "years/.*", "other figures"),
    (r"\d+年报告", "data/.*", "other figures"),
    ("各年数据", "data/index.html", "a new report"),
    ("各年报告", "index.html", "the day a report came out"),
    ("件数", "(guide|rules|documents|reports|apply)/index.html", "the name of an agency"),
    ("件数", "catalogue/.+/index.html", "the name of an agency"),
    ("各项件数", "catalogue/index.html", "a new agency"),
    ("网址", "sitemap.xml", "a disclosed document renamed"),
    ("新信息", "feed.xml", "the title of a notice"),
    ("新信息", r"agencies/\w+/feed.xml", "the title of a notice"),
    ("移动", "agencies/former/.*", "the title of a guide that was moved"),
    ("原地址", "redirects.map", "a former address"),
)


# Digests that change only if another one of the same page changes.
SAID_TWICE = (("各年度", "index.html"), ("栏目", "index.html"), ("本站网址", "sitemap.xml"))


Fingerprint = Mapping[str, Mapping[str, str]]


class Forgetful:
    """Replaces `stale` of fingerprints; it does not see some digests of some pages."""

    def __init__(self, start: str, pages: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.start, self.pages = start, pages
        self.stale = stale.stale
        self.seen: set[tuple[str, str]] = set()
        for name, module in [*sys.modules.items()]:
            if name.split(".")[0] == "site_builder":
                for word in [w for w, value in vars(module).items() if value is self.stale]:
                    monkeypatch.setattr(module, word, self)

    def __call__(self, old: Fingerprint, new: Fingerprint) -> dict[str, str]:
        self.seen |= {(name, url) for url, own in new.items() for name in own}
        return self.stale(self.known(old), self.known(new))

    def known(self, fingerprints: Fingerprint) -> Fingerprint:
        return {
            url: {name: digest for name, digest in own.items() if not self.forgets(name, url)}
            for url, own in fingerprints.items()
        }

    def forgets(self, name: str, url: str) -> bool:
        return bool(re.match(self.start, name) and re.fullmatch(self.pages, url))


@pytest.mark.parametrize(
    ("start", "pages", "name"), MUTANTS, ids=[f"{pages} and {name}" for _, pages, name in MUTANTS]
)
def test_a_forgotten_digest_is_noticed(project: Project, start: str, pages: str, name: str) -> None:
    EDITS[name](project, 0)
    answer = reference().ask(project)

    with pytest.MonkeyPatch.context() as monkeypatch:
        forgetful = Forgetful(start, pages, monkeypatch)
        found = outcome(project)

    assert any(forgetful.forgets(*one) for one in forgetful.seen)
    noticed = shown(found) != shown(answer.result())
    assert noticed


def test_every_digest_is_forgotten_once(project: Project) -> None:
    project.ask(clean=True)
    with pytest.MonkeyPatch.context() as monkeypatch:
        forgetful = Forgetful("nothing", "nowhere", monkeypatch)
        outcome(project)

    known = [(start, pages) for start, pages, _ in MUTANTS] + [*SAID_TWICE]
    assert forgetful.seen
    for name, url in forgetful.seen:
        assert any(re.match(s, name) and re.fullmatch(p, url) for s, p in known), (name, url)
