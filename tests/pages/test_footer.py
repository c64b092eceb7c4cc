"""The footer of every page."""

from __future__ import annotations

import pytest
from conftest import Scenario, codes

from site_builder.assembly.settings import read_settings

GOVERNMENT = """\
-- content/site.yaml --
title: 政府信息公开工作年度报告
organizer: 中卫市人民政府办公室
maintainer: 中卫市大数据服务中心
contact: 0955-1234567
site_id: 6405000001
icp: 宁ICP备00000000号-1
police: 宁公网安备 64050000000001号
mark_url: https://bszs.conac.cn/sitename?method=show&id=1
mistakes_url: https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=6405000001
regions:
  640500: 中卫市
"""


def test_every_page_has_all_that_a_government_site_has_to_name(site: Scenario) -> None:
    built = site.build(GOVERNMENT)

    assert "W190" not in codes(built.findings)
    for path in (site.root / "public").rglob("*.html"):
        url = path.relative_to(site.root / "public").as_posix()
        footer = site.soup(url).select_one("body > footer")
        assert footer
        facts = [div.get_text() for div in footer.select("dl > div")]
        assert facts == [
            "主办单位中卫市人民政府办公室",
            "承办单位中卫市大数据服务中心",
            "联系方式0955-1234567",
            "网站标识码6405000001",
            "ICP备案编号宁ICP备00000000号-1",
            "公安机关备案编号宁公网安备 64050000000001号",
        ]
        links = {link.get_text(): str(link["href"]) for link in footer.select("a")}
        assert links.pop("站点地图") == "../" * url.count("/") + "map/index.html"
        assert links.pop("开放数据") == "../" * url.count("/") + "data/index.html"
        assert links == {
            "党政机关网站标识": "https://bszs.conac.cn/sitename?method=show&id=1",
            "我为政府网站找错": "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=6405000001",
            "宁ICP备00000000号-1": "https://beian.miit.gov.cn/",
            "宁公网安备 64050000000001号": (
                "https://beian.mps.gov.cn/#/query/webSearch?code=64050000000001"
            ),
        }


def test_what_is_not_set_is_not_shown(site: Scenario) -> None:
    site.build()

    footer = site.soup("index.html").footer
    assert footer
    assert footer.get_text(strip=True) == "站点地图开放数据"


def test_a_government_site_is_told_each_part_that_its_footer_lacks(site: Scenario) -> None:
    lines = GOVERNMENT.splitlines(keepends=True)
    for key in ("organizer", "contact", "icp", "police", "mark_url", "mistakes_url"):
        site.lay("".join(line for line in lines if not line.startswith(key)))

        (found,) = [one for one in site.check() if one.code == "W190"]

        assert f"（{key}）" in found.message
        assert found.message.count("（") == 1


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("site_id", "640500001", "C110"),
        ("site_id", "bm0100000", "C110"),
        ("site_id", "６４０５０００００１", "C110"),
        ("icp", "12345678", "C111"),
        ("police", "宁公网安备号", "C112"),
        ("mark_url", "javascript:alert(1)", "H108"),
        ("mistakes_url", "www.gov.cn", "H108"),
    ],
)
def test_a_number_of_another_form_is_refused_with_its_line(
    site: Scenario, key: str, value: str, code: str
) -> None:
    built = site.build(
        f"-- content/site.yaml --\ntitle: 网站\n{key}: {value}\nregions:\n  640500: 中卫市\n"
    )

    assert built.stopped == "settings"
    assert [(one.code, one.path, one.line) for one in built.findings] == [
        (code, "content/site.yaml", 3)
    ]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("site_id", "bm01000001"),
        ("icp", "京ICP备05070218号-1"),
        ("icp", "京ICP证030173号"),
        ("police", "京公网安备 11010202000001号"),
        ("police", "京公网安备110102000519号"),
    ],
)
def test_numbers_as_portals_print_them_are_accepted(site: Scenario, key: str, value: str) -> None:
    site.lay(f"-- content/site.yaml --\ntitle: 网站\n{key}: {value}\n")

    settings, problems = read_settings(site.root / "content")

    assert not problems
    assert getattr(settings, key) == value
