"""Bad bodies: HTML, dangerous addresses, headings, emphasis, and bodies made to take long."""

from __future__ import annotations

import time

import pytest
from conftest import Scenario, codes
from hostile import hrefs, parsed, write
from texts import listing, page

from site_builder.model.limits import MOST_PLACES

TAGS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=//evil.example></iframe>",
    "<style>body{display:none}</style>",
    '<meta http-equiv="refresh" content="0;url=//evil.example">',
    "<base href=//evil.example>",
    "<form action=//evil.example><input></form>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<!-- --><a href=x>y</a>",
]


@pytest.mark.parametrize("tag", TAGS)
def test_html_in_a_body_is_shown_as_text_and_found(tag: str, site: Scenario) -> None:
    findings = site.build(
        page(f"一{tag}\n\n{tag}\n\n> {tag}\n\n- {tag}\n\n| {tag} |\n|---|\n")
    ).findings
    assert codes(findings) == {"M104"}
    main = site.main()
    assert main.text.count(tag.replace("\n", "")) == 5
    assert not main.find_all(
        ["script", "img", "svg", "iframe", "style", "meta", "base", "form", "math"]
    )


@pytest.mark.parametrize("tag", TAGS)
def test_html_in_a_header_is_shown_as_text(tag: str, site: Scenario) -> None:
    quoted = "'" + tag.replace("'", "''") + "'"
    built = site.build(page("正文。\n", f"title: {quoted}\nsummary: {quoted}\n"))
    assert built.findings == ()
    soup = site.soup()
    assert tag in soup.text
    for data in soup.find_all("script", type="application/ld+json"):
        data.decompose()  # a block of data, which no browser runs
    assert len(soup.find_all(["script", "img", "svg", "iframe", "style", "base", "form"])) == 0
    assert soup.find("meta", attrs={"http-equiv": True}) is None


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#x09;script:alert(1)",
        "java%0ascript:alert(1)",
        "&#106;avascript:alert(1)",
        "%6aavascript:alert(1)",
        "javascript%3Aalert(1)",
        "&nbsp;javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "data:text/html;base64,PHNjcmlwdD4=",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "//evil.example",
        "/\\\\evil.example",
        "\\\\\\\\evil.example",
        "/%5Cevil.example",
        "http://user@evil.example",
        "https://user:pass@evil.example/",
        "http:evil.example",
        "http:///evil.example",
        "ftp://evil.example/",
        "blob:https://evil.example/1",
        "a.md%00.txt",
    ],
)
def test_a_dangerous_address_leaves_the_words_and_no_way_to_follow(
    url: str, site: Scenario
) -> None:
    good = page("正文。\n")
    site.build(good)
    usual = hrefs(site.soup())
    for body in (f"[点击]({url})\n", f"[点击](<{url.replace('<', '').replace('>', '')}>)\n"):
        findings = site.build(page(body)).findings
        assert codes(findings) == {"L101"}
        assert findings[0].line == 4
        document = parsed(page(body).split("--\n", 1)[1])
        html = "".join(str(part) for chapter in document.chapters for part in chapter.parts)
        assert "href" not in html
        assert "点击" in html
    assert hrefs(site.soup()) == usual


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://evil.example/a.png", "data:image/png;base64,AA"]
)
def test_an_image_from_elsewhere_leaves_its_words(url: str) -> None:
    document = parsed(f"---\ntitle: x\n---\n![流程图]({url})\n")
    assert [what.rule.name for what in document.problems] == ["image_from_elsewhere"]
    assert document.chapters[0].parts == ("<p>流程图</p>\n",)


@pytest.mark.parametrize(
    "body",
    [
        '[a](https://www.gov.cn/ "\\" onmouseover=alert(1) x=\\"")',
        '![" onerror=alert(1) "](chart.png "\\" onload=alert(1)")',
        '``` "onmouseover=alert(1)\n代码\n```',
        '## " onmouseover="alert(1)',
        '[^"onmouseover=1]\n\n[^"onmouseover=1]: 注',
        '| a |\n|:--:|\n| " onmouseover=alert(1) |',
    ],
)
def test_nothing_breaks_out_of_an_attribute(body: str, site: Scenario) -> None:
    write(site, b"\x89PNG", "content/pages/chart.png")
    assert site.build(listing("chart.png", body=body + "\n")).findings == ()
    for tag in site.soup().find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on") or name == "x"]


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "{% include 'base.html' %}", "{# 注 #}", "{{", "%}"])
def test_braces_stay_what_they_are(text: str, site: Scenario) -> None:
    assert (
        site.build(
            page(f"正文{text}\n", f"title: '标题{text.replace(chr(39), chr(39) * 2)}'\n")
        ).findings
        == ()
    )
    assert f"正文{text}" in site.main().text
    assert f"标题{text}" in site.main().text


@pytest.mark.parametrize("text", ["]]>", "-->", "</script>", "</title>", "&lt;", "&amp;amp;"])
def test_characters_that_end_things_in_other_formats_end_nothing_here(
    text: str, site: Scenario
) -> None:
    built = site.build(page(f"`{text}`\n", f"title: '{text}'\n"))
    assert built.findings == ()
    assert site.main().code
    assert text in site.main().text
    heading = site.soup().h1
    assert heading
    assert heading.text == text


@pytest.mark.parametrize(
    ("body", "lost"),
    [
        ("[" * 10_000 + "末尾", False),
        (">" * 20_000 + "末尾", True),
        ("\n".join("  " * n + "- 项" for n in range(600)) + "末尾", True),
        ("|".join("a" * 8_000) + "\n" + "|".join("-" * 8_000) + "\n末尾", False),
        ("字" * 1_000_000 + "末尾", False),
        ("**字" * 30_000 + "末尾", False),
        (" ".join(f"[名](f{n}.md)" for n in range(8_000)) + "末尾", False),
        ("字\n" * 50_000 + "末尾", False),
        ("\n".join("## 题" for _ in range(5_000)) + "\n末尾", False),
        ("a\u200b" * 40_000 + "末尾", False),
        ("^[注]" * 5_000 + "末尾", False),
        ("`" * 50_000 + "末尾", False),
        ("<a" * 50_000 + "末尾", False),
        ("!" + "[" * 5_000 + "末尾", False),
    ],
    ids=lambda value: value[:4] if isinstance(value, str) else "",
)
def test_a_body_made_to_take_long_does_not_and_loses_nothing_in_silence(
    body: str, lost: bool
) -> None:
    started = time.process_time()
    document = parsed(f"---\ntitle: x\n---\n{body}\n")
    assert time.process_time() - started < 5
    rules = {what.rule.name for what in document.problems}
    html = "".join(str(part) for chapter in document.chapters for part in chapter.parts)
    assert ("too_deep_body" in rules) is lost
    assert "末尾" in html or lost


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("[a] " * 15_000 + "\n\n[a]: https://a.cn/" + "x" * 40_000, "links_too_large"),
        ("![甲][a] " * 4_000 + "\n\n[a]: a.png '" + "x" * 40_000 + "'", "links_too_large"),
        ("[" * 20_001, "too_many_marks"),
        ("![" * 5_001, "too_many_marks"),
        ("*甲 " * 100_001, "too_many_marks"),
        ("`甲`\\*_&<^" * 15_000, "too_many_marks"),
        ("甲\n" * 60_001, "too_many_lines"),
        ("甲" * 1_400_000, "file_too_large"),
    ],
    ids=lambda value: value[:4],
)
def test_a_body_past_a_limit_is_not_read_and_the_limit_is_named(body: str, rule: str) -> None:
    document = parsed(f"---\ntitle: x\n---\n{body}\n")

    (problem,) = document.problems
    assert problem.rule.name == rule
    assert problem.values["limit"]
    assert not document.complete
    assert not document.chapters


def test_of_very_many_faulty_characters_the_first_are_named() -> None:
    (title, *places) = parsed("---\ntitle: x\n---\n" + "# 题\n" + "甲\u200b" * 400_000).problems[
        ::-1
    ]

    assert title.rule.name == "title_in_body"
    assert len(places) == MOST_PLACES


def test_reference_definitions_are_expanded_up_to_the_limit() -> None:
    body = "[甲][a] " * 90 + "\n\n[a]: https://a.cn/" + "x" * 40_000
    document = parsed(f"---\ntitle: x\n---\n{body}\n")

    assert not document.problems
    assert str(document.chapters[0].parts[0]).count("<a ") == 90


def test_a_header_made_to_take_long_does_not() -> None:
    started = time.process_time()
    parsed("---\n" + "\ta\n" * 100_000 + "---\n")
    parsed("---\n" + "a: 1\n" * 10_000 + "---\n")
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "headings",
    [
        ["一、说明", "二、说明", "说明", "说明-2", "说明"],
        ["2023年", "。。。", "——", "？", "1.", "###"],
        ["content", "fn1", "fnref1", "body", "name", "__proto__", "s-说明"],
        ["A b", "a  B", "Ａ　ｂ", "a-b", "a_b"],
    ],
)
def test_every_heading_has_an_anchor_of_its_own(headings: list[str], site: Scenario) -> None:
    body = "\n\n".join(f"## {heading}\n\n注^[脚注]" for heading in headings)
    assert site.build(page(body + "\n")).findings == ()
    ids = [str(tag["id"]) for tag in site.soup().find_all(id=True)]
    assert len(ids) == len(set(ids))
    anchors = [str(tag["id"]) for tag in site.main().find_all("h2", id=True)]
    assert len([anchor for anchor in anchors if anchor.startswith("s")]) >= len(headings)
    assert not [anchor for anchor in anchors if anchor.split() != [anchor]]


def test_headings_that_skip_a_level_or_repeat_the_title_are_found(site: Scenario) -> None:
    findings = site.check(page("# 一\n\n## 二\n\n#### 四\n\n# 五\n"))
    assert [(f.code, f.line) for f in findings] == [("M101", 4), ("M102", 8), ("M101", 10)]


def test_a_page_has_one_heading_of_the_first_level(site: Scenario) -> None:
    site.build(page("# 一\n\n# 二\n"))
    assert len(site.soup().find_all("h1")) == 1


def test_a_body_without_headings_is_no_fault(site: Scenario) -> None:
    assert site.build(page("正文。\n")).findings == ()


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("**一是加强领导。**成立小组。", "<strong>一是加强领导。</strong>成立小组。"),
        ("坚持**“先审查”**原则", "坚持<strong>“先审查”</strong>原则"),
        ("（**重要**）", "（<strong>重要</strong>）"),
        ("共**3**件", "共<strong>3</strong>件"),
        ("第一行\n第二行", "第一行第二行"),
        ("第一行，\n“第二行”", "第一行，“第二行”"),
        ("first\nsecond", "first\nsecond"),
        ("中文\nEnglish", "中文\nEnglish"),
        ("第一行  \n第二行", "第一行<br>\n第二行"),
        ("《办法》_2023_年", "《办法》_2023_年"),
        ("____年____月", "____年____月"),
        ("电话138****1234", "电话138****1234"),
    ],
)
def test_chinese_is_set_as_it_is_meant(body: str, html: str) -> None:
    document = parsed(f"---\ntitle: x\n---\n{body}\n")
    assert document.chapters[0].parts == (f"<p>{html}</p>\n",)
    assert document.problems == ()


@pytest.mark.parametrize(
    "body", ["**一是加强领导。", "一是**加强领导", "** 一是 **加强", "__一是加强"]
)
def test_emphasis_that_is_not_closed_is_found(body: str, site: Scenario) -> None:
    assert codes(site.check(page(f"正文。\n\n{body}\n"))) == {"M103"}
