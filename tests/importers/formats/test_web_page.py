"""Saved pages of portals: the article is read, and what is around it is said to be left out."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from importers.formats.accounts import grids_of, paragraphs_of, rows_of, texts_of, unaccounted
from importers.formats.portal_pages import ARTICLE, OPENING, OVERVIEW, PAGES, TABLE, TITLE, page

from site_builder.importers.formats.web.read import read_web_page
from site_builder.importers.imported import Remarks, UnreadableFileError
from site_builder.model.limits import DEEPEST_TAGS, LARGEST_WEB_PAGE, MOST_TAGS
from site_builder.model.manuscript import Manuscript, Paragraph, Picture, Run

DATA = {
    "jcms": {"信息来源": "示例市科学技术局", "发布时间": "2024-01-26"},
    "trs": {"索引号": "640000-2024-00001", "发布日期": "2024-01-26", "文号": ""},
    "ucap": {"索引号": "640000-2024-00001", "发文机关": "示例市科学技术局", "有效性": "有效"},
    "vsb": {"发布日期": "2024-01-26", "来源": "示例市科学技术局"},
    "gkmlpt": {"索引号": "640000-2024-00001", "分类": "年报", "成文日期": "2024-01-26"},
    "by hand": {},
}


def read(html: str) -> tuple[Manuscript, Remarks]:
    return read_web_page(html.encode())


def article(html: str) -> tuple[Manuscript, Remarks]:
    """The reading of a page whose article has these elements, and enough text to be found."""
    return read(f'<body><div id="zoom">{html}</div></body>')


@pytest.mark.parametrize("system", PAGES)
def test_the_article_is_found_on_pages_of_each_system(system: str) -> None:
    manuscript, remarks = read(PAGES[system])

    assert [(one.text, one.role) for one in paragraphs_of(manuscript)][:6] == [
        *((TITLE, "title"), (OPENING, "text"), ("一、总体情况", "heading"), (OVERVIEW, "text")),
        *(("二、主动公开政府信息情况", "heading"), ("示例市科学技术局", "signature")),
    ]
    assert rows_of(grids_of(manuscript)[0])[2:] == [
        ["规章", "0", "0", "0"],
        ["行政规范性文件", "12", "3", "25"],
    ]
    assert DATA[system].items() <= dict(manuscript.facts).items()
    assert {one.reason.split("，")[0] for one in remarks.lost} >= {"页首和导航", "当前位置", "页脚"}


@pytest.mark.parametrize("system", PAGES)
def test_every_text_of_a_page_is_kept_or_said(system: str) -> None:
    manuscript, remarks = read(PAGES[system])
    visible = PAGES[system].split("</head>")[1].replace("var hits = 1;", "")

    assert not unaccounted(_text(visible), manuscript, remarks, "：:【】")


def _text(html: str) -> str:
    return "".join(BeautifulSoup(html, "lxml").stripped_strings)


def test_facts_are_meta_tags_with_the_names_that_portals_have() -> None:
    facts = dict(read(PAGES["trs"])[0].facts)

    assert facts["SiteName"] == "示例市人民政府门户网站"
    assert facts["PubDate"] == "2024-01-26 09:30"
    assert facts["ColumnName"] == "年度报告"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_a_page_in_another_encoding_is_read(encoding: str) -> None:
    source = PAGES["trs"].replace("utf-8", "gb2312")

    assert read_web_page(source.encode(encoding))[0].blocks == read(source)[0].blocks


def test_a_page_that_a_browser_saved_has_complete_links() -> None:
    saved = "<!-- saved from url=(0032)http://www.example.gov.cn/nb/1.html -->\n"
    manuscript, remarks = read(
        saved + page('<div id="zoom"><p>见<a href="2.html">办法</a>。</p></div>')
    )

    (paragraph,) = (one for one in paragraphs_of(manuscript) if "办法" in one.text)
    assert paragraph.runs == (
        Run("见"),
        Run("办法", link="http://www.example.gov.cn/nb/2.html"),
        Run("。"),
    )
    assert ("网址", "http://www.example.gov.cn/nb/1.html") in manuscript.facts
    assert not [one for one in remarks.lost if "网址" in one.reason]


def test_a_link_without_a_known_address_is_text_and_said() -> None:
    manuscript, remarks = article(
        '<p>见<a href="a/2.doc">办法</a>和<a href="javascript:go()">这里</a></p>'
    )

    assert paragraphs_of(manuscript)[0].runs == (Run("见办法和这里"),)
    assert [(one.text, one.reason[:2]) for one in remarks.lost] == [
        ("a/2.doc", "链接"),
        ("办法 a/2.doc", "附件"),
    ]


def test_a_web_archive_is_read_with_its_pictures() -> None:
    html = '<meta charset="utf-8"><div id="zoom"><p>文字</p><img src="/a.png" alt="图"></div>'
    head = "Content-Type: {}\nContent-Location: http://example.gov.cn/{}\n"
    parts = [
        head.format("text/html; charset=utf-8", "1.html") + f"\n{html}\n",
        head.format("image/png", "a.png") + "Content-Transfer-Encoding: base64\n\niVBORw==\n",
    ]
    data = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n'
    data += "--x\n".join(parts) + "--x--\n"

    blocks = read(data)[0].blocks

    assert [type(one) for one in blocks] == [Paragraph, Picture]
    assert isinstance(blocks[1], Picture)
    assert blocks[1][:3] == (b"\x89PNG", "a.png", "图")


def test_pictures_in_a_page_are_kept_and_others_are_said() -> None:
    data = "data:image/png;base64,iVBORw=="
    manuscript, remarks = article(
        f'<p>甲<img src="{data}" alt="图"><img src="x/2.jpg" alt="景"></p>'
    )

    assert [one[:3] for one in manuscript.blocks if isinstance(one, Picture)] == [
        (b"\x89PNG", "picture.png", "图")
    ]
    assert [one.text for one in remarks.lost] == ["2.jpg 景"]


def test_lists_quotations_and_breaks() -> None:
    long = "本局依法做好主动公开和依申请公开加强信息管理"
    manuscript, _ = article(
        f"<ol><li>甲<ul><li>乙</ul></ol><blockquote>丙</blockquote>{long}<br>丁<pre>戊\n己</pre>"
    )

    assert [(one.text, one.role, one.level, one.is_cut) for one in paragraphs_of(manuscript)] == [
        *(("甲", "numbered", 1, False), ("乙", "item", 2, False), ("丙", "quote", 0, False)),
        *((long, "text", 0, True), ("丁", "text", 0, False)),
        *(("戊", "text", 0, False), ("己", "text", 0, False)),
    ]


def test_tables_that_lay_out_are_no_tables_of_data() -> None:
    manuscript, _ = article(
        f"<table><tr><td>左</td><td><table><tr><td>{TABLE}</td></tr></table>{'文' * 300}</td></tr>"
        "</table><table><tr><td>一格</td></tr></table>"
    )

    assert len(grids_of(manuscript)) == 1
    assert [one.text for one in paragraphs_of(manuscript)] == ["左", "文" * 300, "一格"]


def test_broken_spans_are_cut_and_said() -> None:
    manuscript, remarks = article(
        "<table><tr><td rowspan='9'>甲<td>乙<td rowspan=0>丙"
        "<tr><td colspan=7>丁<tr><td>戊<td>己</table>"
    )
    (grid,) = grids_of(manuscript)

    assert [tuple(one)[:5] for one in grid.cells] == [
        *(("甲", 0, 0, 3, 1), ("乙", 0, 1, 1, 1), ("丙", 0, 2, 3, 1)),
        *(("丁", 1, 1, 1, 1), ("戊", 2, 1, 1, 1), ("己", 2, 3, 1, 1)),
    ]
    assert [(one.place, one.reason) for one in remarks.guesses] == [
        ("表1", "合并格超出表格，截到表格的边上")
    ]


def test_what_stands_in_cells_is_text_in_lines() -> None:
    manuscript, remarks = article(
        "<table><caption>表一</caption><tr><th>类\n别<th><p>数</p><p>量 </p><tr><td>办<b>法</b>"
        "<td>1<br/> 2 <a href='http://a.cn/b.xls'>见</a></table>"
    )

    assert rows_of(grids_of(manuscript)[0]) == [["类 别", "数\n量"], ["办法", "1\n2 见"]]
    assert paragraphs_of(manuscript)[0].text == "表一"
    assert [(one.place, one.text) for one in remarks.lost] == [("表1", "见 http://a.cn/b.xls")]


def test_what_word_pastes_is_text_in_runs() -> None:
    manuscript, _ = article(
        '<p class="MsoNormal" style="mso-pagination:none"><b><span lang="EN">一<o:p></o:p></span>'
        '是</b><span style="font-weight:bold">依法</span>，'
        '<strong style="font-weight: normal">如\n期</strong>'
        " on\ntime。</p><p style='mso-outline-level:2'>甲</p><h4>乙<br>丙</h4>"
    )

    assert [(one.runs, one.role, one.level) for one in paragraphs_of(manuscript)] == [
        ((Run("一是依法", bold=True), Run("，如期 on time。")), "text", 0),
        ((Run("甲"),), "heading", 1),
        ((Run("乙丙"),), "heading", 2),
    ]


def test_what_nobody_sees_is_left_out_and_said() -> None:
    manuscript, remarks = article(
        "<script>a()</script><style>p{}</style><!-- 注释 --><p>甲</p>"
        "<p style='display: none'>密</p><select><option>选</option></select><iframe src='http://a.cn/'></iframe>"
    )

    assert texts_of(manuscript.blocks) == ["甲"]
    assert [(one.text, one.reason.split("，")[0]) for one in remarks.lost] == [
        ("", "1 段脚本和 1 段样式"),
        *(("密", "隐藏的文字（网页上看不见）"), ("选", "选择框")),
        ("http://a.cn/", "网页里嵌的另一个网页"),
    ]


def test_entities_are_characters_and_name_no_file() -> None:
    manuscript, _ = read(
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "&x;&x;">]>'
        '<div id="zoom"><p>甲&amp;乙&nbsp;&lt;&#20013;&y;</p></div>'
    )

    assert "root:" not in "".join(texts_of(manuscript.blocks))
    assert "甲&乙 <中" in "".join(texts_of(manuscript.blocks))


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<div>" * 30_000 + "字", f"超过 {DEEPEST_TAGS:,} 层"),
        ("<b>字</b>" * MOST_TAGS, f"超过 {MOST_TAGS:,} 个标签"),
        ("<" * (MOST_TAGS * 2 + 1), f"超过 {MOST_TAGS:,} 个标签"),
        (" " * (LARGEST_WEB_PAGE + 1), "超过 60 MB"),
        (f"<table>{'<tr><td rowspan=999 colspan=999>a<td>b' * 500}</table>", "合并格"),
    ],
    ids=["deep", "many", "signs", "large", "spans"],
)
def test_a_page_past_a_limit_ends_in_a_message(html: str, why: str) -> None:
    with pytest.raises(UnreadableFileError, match=why):
        read(html)


@pytest.mark.parametrize(
    "piece",
    [
        "<div>甲",
        "<p>甲",
        "<table><tr><td>甲",
        "<font><a href='x.pdf'>甲",
        "<ul><li>",
        "<a b='",
        "<!--",
    ],
)
def test_broken_markup_is_read_as_far_as_a_browser_would(piece: str) -> None:
    manuscript, remarks = read(f"<p>乙</p>{piece * 300}")
    is_text = piece.endswith(">甲")

    assert not unaccounted("乙" + "甲" * 300 * is_text, manuscript, remarks)


def test_a_page_whose_text_a_script_shows_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="等正文出来"):
        read("<title>年报</title><script>a()</script><body> <div id=zoom></div></body>")


def test_an_article_in_several_parts_is_whole() -> None:
    halves = "".join(f'<div class="TRS_Editor"><p>{half * 300}</p></div>' for half in "甲乙")
    manuscript, remarks = read(page(f'<div class="main">{halves}</div>'))

    assert [len(one.text) for one in paragraphs_of(manuscript)][1:] == [300, 300]
    assert not [one for one in remarks.lost if "其余部分" in one.reason]


_TAGS = st.sampled_from(
    [
        *("div", "p", "span", "b", "a", "ul", "li", "table", "tr", "td", "h2", "blockquote"),
        *("center", "dl", "dt", "dd", "pre", "section", "font", "nav"),
    ]
)
_NAMES = st.sampled_from(["", "", ' id="zoom"', ' class="content"', ' class="nav"', ' id="foot"'])
_WORDS = st.sampled_from(
    [
        *(
            "甲。",
            "索引号：12",
            "发布日期",
            "上一篇：乙",
            "打印",
            "一、总体情况",
            OVERVIEW,
            "a&lt;b",
        ),
        *("\u200b", "⼈", "<br>", "<hr>", "\n", "&nbsp;", "来源：丙 浏览次数：3 次", "字" * 250),
    ]
)
_TITLES = st.sampled_from(["", TITLE, "甲。"])


def _element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    inside = st.lists(children, max_size=5).map("".join)
    return st.builds(
        lambda tag, name, inner: f"<{tag}{name}>{inner}</{tag}>", _TAGS, _NAMES, inside
    )


@given(st.lists(st.recursive(_WORDS, _element, max_leaves=9), max_size=4), _TITLES)
def test_every_visible_text_is_in_a_block_a_fact_or_a_remark(pieces: list[str], title: str) -> None:
    html = f"<html><head><title>{title}</title></head><body>{''.join(pieces)}</body></html>"
    try:
        manuscript, remarks = read(html)
    except UnreadableFileError:
        return  # nothing but what is around an article

    assert not unaccounted(_text(html), manuscript, remarks, "：:【】")


def test_the_article_of_the_samples_is_one_text() -> None:
    """The pages differ around it only."""
    blocks = {
        tuple(one[:4] for one in read(html)[0].blocks if isinstance(one, Paragraph))[1:6]
        for html in PAGES.values()
    }

    assert len(blocks) == 1
    assert "　　" in ARTICLE


def test_a_page_may_hold_large_pictures_but_no_endless_text() -> None:
    picture = f"<p>正文。<img src='data:image/png;base64,{'A' * 4_100_000}'></p>".encode()

    assert read_web_page(picture)
    with pytest.raises(UnreadableFileError, match="不算图片超过 400 万字"):
        read_web_page(b"<p>" + b"a" * 4_100_000)
