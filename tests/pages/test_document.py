"""The page of a disclosed document."""

from __future__ import annotations

from conftest import Scenario, views

from site_builder.pages.view_models import MetadataItem, Text

SLUG = "zhongwei-kjj"
A = f"agencies/{SLUG}"


def document(path: str, header: str, body: str = "正文\n") -> str:
    return f"-- content/{path} --\n---\n{header}---\n{body}"


def text_view(scenario: Scenario, url: str, text: str) -> Text:
    found = views(scenario, text)[url]
    assert isinstance(found, Text)
    return found


def test_a_metadata_block_shows_what_is_known_in_the_order_of_portals(site: Scenario) -> None:
    header = (
        "title: 通知\ndocument_number: 卫科发〔2018〕1号\nindex_number: 0101-1\n"
        "signed: 2018-03-02\nopenness: 主动公开\ngenerated: 2018-03-05 09:30:00\n"
    )
    view = text_view(site, f"{A}/documents/a/index.html", document(f"{A}/documents/a.md", header))

    assert view.metadata == (
        MetadataItem("发布机构", "中卫市科学技术局", f"{A}/index.html"),
        MetadataItem("信息分类", "法定主动公开内容"),
        MetadataItem("索引号", "0101-1"),
        MetadataItem("文号", "卫科发〔2018〕1号"),
        MetadataItem("成文日期", "2018-03-02"),
        MetadataItem("生成日期", "2018-03-05 09:30:00"),
        MetadataItem("公开方式", "主动公开"),
    )
    assert (view.meta.dated, view.meta.published) == ("生成日期", "2018-03-05 09:30")
