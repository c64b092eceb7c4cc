"""What is wrong with disclosed documents is told once, at its place; across agencies too."""

from __future__ import annotations

import pytest
from conftest import Scenario
from texts import bureau, document

KJJ, JYJ = "agencies/zhongwei-kjj", "agencies/zhongwei-jyj"
OTHER = bureau("zhongwei-jyj", "中卫市教育局") + document(f"{JYJ}/rules/rule.md", "title: 制度\n")


def found(site: Scenario, text: str) -> list[tuple[str, str, int]]:
    """The code, the file and the line of everything that is wrong."""
    findings = site.check(OTHER + text)
    return [(one.code, one.path.removeprefix("content/agencies/"), one.line) for one in findings]


def notice(header: str, body: str = "正文\n") -> str:
    return document(f"{KJJ}/documents/a.md", f"title: 甲\n{header}", body)


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("topic: 科技", "W144"),
        ("topic: '\\\\'", "W144"),
        ("genre: 答复", "W145"),
        ("type: 公示", "W146"),
        ("category: 预算", "W147"),
        ("closes: 2024-03-01", "W148"),
        ("interprets: [b.md]", "W148"),
        ("ended_by: a.md", "H131"),
        ("ended_by: https://www.gov.cn/", "H130"),
        ("ended_by: ../reports/2023.md", "H130"),
        ("ended_by: javascript:alert(1)", "H130"),
        ("ended_by: ../../../../x.md", "H130"),
        ("ended_by: 'b.md#甲'", "H130"),
        ("ended_by: b.md", "W141"),
        ("validity: 废止", "W142"),
        ("ended_by: [b.md]", "H103"),
        ("agencies: [zhongwei-kjj]", "H133"),
        ("agencies: [zhongwei-jyj, zhongwei-jyj]", "H132"),
        ("agencies: [nowhere]", "W140"),
        ("agencies: ['../zhongwei-jyj']", "W140"),
        ("index_number: 第1号", "W156"),
    ],
)
def test_a_bad_value_is_one_finding_at_its_line(header: str, code: str, site: Scenario) -> None:
    text = document(f"{KJJ}/documents/b.md", "title: 乙\n")

    assert found(site, text + notice(f"{header}\n")) == [(code, "zhongwei-kjj/documents/a.md", 3)]


def test_the_advice_for_a_genre_that_is_none_names_the_type_to_write(site: Scenario) -> None:
    (finding,) = site.check(notice("genre: 政策解读\n"))

    assert finding.message == "体裁没有“政策解读”这个文种；请改写 type: 政策解读。"


@pytest.mark.parametrize("topic", ["综合政务\\政务公开", "数字政府", "数字政府\\数据", "其他"])
def test_a_topic_is_one_of_the_state_council_or_of_the_site(topic: str, site: Scenario) -> None:
    settings = (
        "-- content/site.yaml --\ntitle: 年度报告\nregions:\n  640500: 中卫市\n"
        "topics:\n  digital: 数字政府\n"
    )

    assert not found(site, settings + notice(f"topic: {topic}\n"))


def test_two_agencies_with_one_index_number_are_told_once(site: Scenario) -> None:
    number = "index_number: 640500005/2024-00012\n"
    text = document(f"{JYJ}/documents/b.md", f"title: 乙\n{number}", "别的正文\n")

    assert found(site, text + notice(number)) == [("W157", "zhongwei-kjj/documents/a.md", 3)]


def test_an_index_number_given_twice_in_an_agency_is_told_once_too(site: Scenario) -> None:
    number = "index_number: 640500005/2024-00012\n"
    text = document(f"{KJJ}/documents/b.md", f"title: 乙\n{number}", "别的正文\n")

    assert found(site, text + notice(number)) == [("W110", "zhongwei-kjj/documents/b.md", 3)]


def test_the_year_of_an_index_number_is_read_by_the_form_of_the_agency(site: Scenario) -> None:
    agency = "title: 中卫市科学技术局\nregion: 640500\nindex_pattern: 卫科{年}{3位}\n"
    text = notice("index_number: 卫科2023012\ngenerated: 2024-03-11\n")

    assert found(site, document(f"{KJJ}/index.md", agency) + text) == [
        ("W111", "zhongwei-kjj/documents/a.md", 3)
    ]


@pytest.mark.parametrize("length", [2, 3, 5])
def test_a_ring_of_endings_is_told_once_even_across_agencies(length: int, site: Scenario) -> None:
    places = [f"{(KJJ, JYJ)[number % 2]}/documents/d{number}" for number in range(length)]
    texts = [
        document(
            f"{place}.md",
            f"title: 办法{number}\nvalidity: 废止\nended_by: /{places[(number + 1) % length]}.md\n",
            f"正文{number}\n",
        )
        for number, place in enumerate(places)
    ]
    tail = document(
        f"{KJJ}/documents/tail.md", f"title: 尾\nvalidity: 废止\nended_by: /{places[0]}.md\n"
    )

    findings = site.check(OTHER + "".join(texts) + tail)

    (finding,) = findings
    assert finding.code == "W143"
    assert finding.path == f"content/{min(places)}.md"
    assert all(place in finding.message for place in places)
    assert "tail" not in finding.message


def test_a_chain_of_endings_is_no_ring(site: Scenario) -> None:
    text = (
        document(f"{KJJ}/documents/c.md", "title: 丙\n", "丙\n")
        + document(f"{KJJ}/documents/b.md", "title: 乙\nvalidity: 已修改\nended_by: c.md\n", "乙\n")
        + notice("validity: 废止\nended_by: b.md\n")
    )

    assert not found(site, text)


def test_what_is_said_of_a_draft_is_not_reported(site: Scenario) -> None:
    header = "draft: true\ntopic: 无\nagencies: [nowhere]\nended_by: gone.md\nvalidity: 有效\n"

    assert not found(site, notice(header))


@pytest.mark.parametrize("how", ["attachments: ['{}']", "summary: {}"])
@pytest.mark.parametrize(
    ("name", "size", "code"),
    [
        ("名单 (一).pdf", 9, ""),
        ("list[1].pdf", 9, ""),
        ("empty.pdf", 0, "W104"),
        ("huge.pdf", 2_000_000_000, "P114"),
        ("gone.pdf", -1, "P122 L105"),
    ],
)
def test_attachments_of_documents_with_any_name_and_size(
    name: str, size: int, code: str, how: str, site: Scenario
) -> None:
    place = site.root / f"content/{KJJ}/documents/{name}"
    body = "正文\n" if "attachments" in how else f"见[名单](<{name}>)。\n"
    site.lay(OTHER + notice(f"{how.format(name)}\n", body))
    if size >= 0:
        place.write_bytes(b"%PDF-1.4\n"[:size])
    if size > len(b"%PDF-1.4\n"):
        with place.open("r+b") as file:
            file.truncate(size)  # a sparse file: it takes no room

    found = [one.code for one in site.check("")]
    assert len(found) == bool(code)
    assert all(one in code for one in found)
    if not code:
        site.build()
        (link,) = site.main(f"{KJJ}/documents/a/index.html").select(".sb-files a, .sb-body a")
        assert (site.root / "public" / KJJ / "documents" / name).is_file()
        assert ("PDF" in (link.parent.get_text() if link.parent else "")) == ("attach" in how)
