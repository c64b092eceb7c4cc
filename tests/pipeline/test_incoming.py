"""What the documents of one partition name of others reaches the pages of both, and costs nothing
where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from conftest import Scenario, learnt, with_all
from texts import bureau, document

from site_builder.incremental.cache import Cache
from site_builder.model.site import Incoming
from site_builder.pipeline.incoming import gather

KJJ, JYJ = "zhongwei-kjj", "zhongwei-jyj"
A, B = f"agencies/{KJJ}", f"agencies/{JYJ}"
OTHER = bureau(JYJ, "中卫市教育局") + document(f"{B}/rules/new.md", "title: 新\n")
ENDED = document(
    f"{A}/documents/old.md", f"title: 旧\nvalidity: 废止\nended_by: /{B}/rules/new.md\n"
)
JOINT = document(f"{A}/documents/joint.md", f"title: 联合\nagencies: [{JYJ}]\n")


class Reads:
    """A cache that notes which partitions it reads titles of."""

    def __init__(self, cache: Cache) -> None:
        self.cache = cache
        self.names: list[str] = []

    def parts(self, names: Iterable[str], part: str) -> Iterator[Any]:
        for name in names:
            self.names.append(name)
            yield from self.cache.parts([name], part)


def gathered(site: Scenario, text: str) -> tuple[dict[str, Incoming], list[str]]:
    """What comes in to each partition of a project, and the partitions whose titles were read."""
    site.lay(text)
    summaries = {name: one.summary for name, one in learnt(site.root).items()}

    def do(cache: Cache) -> tuple[dict[str, Incoming], list[str]]:
        reads: Any = Reads(cache)
        return gather(summaries, reads), reads.names

    found: tuple[dict[str, Incoming], list[str]] = with_all(site, do)
    return found


def test_nothing_is_read_and_nothing_comes_in_where_nothing_is_named(site: Scenario) -> None:
    inside = document(f"{B}/rules/old.md", "title: 旧\nvalidity: 废止\nended_by: new.md\n")

    assert gathered(site, OTHER + inside) == ({}, [])


def test_only_the_titles_of_partitions_that_are_named_are_read(site: Scenario) -> None:
    incoming, names = gathered(site, OTHER + ENDED + bureau("zhongwei-czj", "中卫市财政局"))

    assert names == [JYJ]
    assert incoming.keys() == {KJJ, JYJ}


def test_a_joint_document_goes_to_the_other_agency_with_what_lists_need(site: Scenario) -> None:
    incoming, _ = gathered(site, OTHER + JOINT)

    (joint,) = incoming[JYJ].joint
    assert (joint.title, joint.url) == ("联合", f"{A}/documents/joint/index.html")
    assert joint.owner == "中卫市科学技术局"
    assert not incoming[KJJ].joint


def test_an_edit_elsewhere_makes_only_the_pages_again_that_show_it(site: Scenario) -> None:
    site.build(OTHER + ENDED + document(f"{B}/rules/more.md", "title: 又\n"))

    built = site.build(ENDED.replace("title: 旧", "title: 更旧"))

    made = {url for url, _ in built.reasons if url.startswith(B)}
    assert made == {f"{B}/rules/new/index.html"}


def test_what_another_agency_no_longer_names_is_gone_after_its_edit(site: Scenario) -> None:
    site.build(OTHER + ENDED + JOINT)
    site.build(
        document(f"{A}/documents/old.md", "title: 旧\n") + document(f"{A}/documents/joint.md")
    )

    assert "旧" not in site.main(f"{B}/rules/new/index.html").get_text()
    assert "联合" not in site.main(f"{B}/index.html").get_text()


def test_a_joint_document_counts_with_the_agency_that_has_it_only(site: Scenario) -> None:
    site.build(OTHER + JOINT)

    rows = {
        row.th.get_text().strip(): [cell.get_text().strip() for cell in row.find_all("td")]
        for row in site.main("catalogue/index.html").find_all("tr")
        if row.th and row.td
    }
    assert rows["中卫市教育局"].count("1") == 1  # its rule
    assert rows["中卫市科学技术局"].count("1") == 2  # the document, its report
