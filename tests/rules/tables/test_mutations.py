"""An editor breaks one thing in a shipped report, and the message alone says where and what to do.

Each case is a replacement in a file of content/: the rule that must speak, the words of the
message that tell how to put it right, and the place (the line of the new text, unless the file as
a whole)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import TODAY, demonstration, silent

from site_builder.build import check

ZHONGWEI = "agencies/zhongwei-kjj/reports/2023.md"
HAIYUAN = "agencies/haiyuan-kjj/reports/2020.md"
WUZHONG = "agencies/wuzhong-kjj/reports/2017.md"
ZHONGNING = "agencies/zhongning-kjj/reports/2018.md"
DISCLOSED_DOCUMENT = "agencies/zhongning-kjj/documents/2018/catalogue-list.md"
AGENCY = "agencies/zhongwei-kjj/index.md"
DISPUTES = "政府信息公开行政复议、行政诉讼情况"


@dataclass(frozen=True)
class Slip:
    """One slip of an editor: in `path`, `old` becomes `new`."""

    path: str
    old: str
    new: str
    code: str
    says: str
    whole: bool = False


SLIPS = {
    "one figure too many": Slip(ZHONGWEI, "自然人: 1", "自然人: 2", "F230", "相差1"),
    "a total mistyped": Slip(ZHONGWEI, "总计: 1", "总计: 3", "F230", "总计是3"),
    "a figure with its unit": Slip(ZHONGWEI, "件数: 2", "件数: 2件", "F220", "只写半角数字"),
    "a figure in full width": Slip(ZHONGWEI, "自然人: 1", "自然人: １", "F220", "半角"),
    "a figure in words": Slip(HAIYUAN, "总计: 0", "总计: 无", "F220", "写 0"),
    "a stroke for a nought": Slip(HAIYUAN, "总计: 0", "总计: /", "F221", "填 0"),
    "a figure lost": Slip(ZHONGWEI, f"{DISPUTES}: 0", f"{DISPUTES}:", "F204", "填 0"),
    "a table lost": Slip(ZHONGWEI, f"  {DISPUTES}: 0\n", "", "F206", DISPUTES, whole=True),
    "a table misnamed": Slip(ZHONGWEI, "  收到和处理政府", "  收到处理政府", "F201", "是不是"),
    "a row misnamed": Slip(ZHONGWEI, "    予以公开:", "    予以公布:", "F203", "予以公开"),
    "a column misnamed": Slip(ZHONGWEI, "自然人: 1", "公民: 1", "F208", "没有“公民”"),
    "a rest left out": Slip(ZHONGWEI, "    其余: 0\n  政府", "  政府", "F205", "补上", whole=True),
    "a full-width colon": Slip(ZHONGWEI, "自然人: 1", "自然人：1", "Y111", "半角冒号"),
    "a day that is not": Slip(WUZHONG, "2017-03-26", "2017-02-30", "H105", "2017-02-30"),
    "a date in Chinese": Slip(ZHONGNING, "2019-02-25", "2019年2月25日", "H105", "2024-01-26"),
    "a date to come": Slip(ZHONGNING, "2019-02-25", "2099-02-25", "D102", "还没有到", whole=True),
    "last year's date": Slip(ZHONGNING, "2019-02-25", "2018-02-25", "D101", "年份", whole=True),
    "a time that is not": Slip(DISCLOSED_DOCUMENT, "11:29:00", "25:29:00", "H105", "25:29:00"),
    "a chapter lost": Slip(
        ZHONGWEI, "## 六、其他需要报告的事项\n", "", "S201", "其他需要报告的事项", whole=True
    ),
    "a heading without its space": Slip(ZHONGWEI, "## 五、", "##五、", "M108", "空一格"),
    "a level skipped": Slip(WUZHONG, "### （一）", "#### （一）", "M102", "减少 # 的个数"),
    "a title in the body": Slip(ZHONGWEI, "## 一、", "# 一、", "M101", "标题"),
    "another year in the title": Slip(
        ZHONGWEI, "title: 中卫市科学技术局2023年", "title: 中卫市科学技术局2022年", "H111", "2023"
    ),
    "no title": Slip(DISCLOSED_DOCUMENT, "title: ", "subtitle: ", "H102", "标题", whole=True),
    "a key misspelt": Slip(DISCLOSED_DOCUMENT, "openness:", "opennes:", "H101", "openness"),
    "a Chinese key": Slip(DISCLOSED_DOCUMENT, "index_number:", "索引号:", "H101", "index_number"),
    "a key twice": Slip(
        DISCLOSED_DOCUMENT, "openness:", "title: 甲\nopenness:", "Y114", "已经写过"
    ),
    "a tab": Slip(ZHONGWEI, "      自然人: 1", "\t自然人: 1", "Y112", "空格"),
    "a header not closed": Slip(DISCLOSED_DOCUMENT, "---\n\n", "\n", "Y104", "---", whole=True),
    "a link to nothing": Slip(AGENCY, "(reports/2023.md", "(reports/2032.md", "L105", "2023"),
    "a link in other letters": Slip(AGENCY, "(reports/", "(Reports/", "L105", "reports/2023.md"),
    "a bold phrase not closed": Slip(HAIYUAN, "工作。**", "工作。", "M103", "**"),
    "an unseen character": Slip(DISCLOSED_DOCUMENT, "title: ", "title: \u200b", "T106", "看不见"),
    "a division unknown": Slip(AGENCY, "region: 640500", "region: 640600", "A102", "640500"),
    "a waiver without reason": Slip(HAIYUAN, "F204: 原报告如此，空白照录", "F204:", "H121", "理由"),
    "a document number in square brackets": Slip(
        ZHONGWEI, "〔2021〕30号", "[2021]30号", "G101", "〔2021〕"
    ),
    "a total that its parts do not make": Slip(
        ZHONGWEI, "政府网站刊发44条", "政府网站刊发45条", "R105", "114"
    ),
    "prose against its table": Slip(ZHONGWEI, "申请1件", "申请2件", "R101", "2"),
    "a mobile number": Slip(HAIYUAN, "## 五、", "联系电话13812345678。\n\n## 五、", "X102", "138"),
    "an identity number": Slip(
        HAIYUAN, "## 五、", "身份证号11010519491231002X。\n\n## 五、", "X101", "身份证"
    ),
    "the end of the year misnamed": Slip(
        WUZHONG, "至2017年12月31日", "至2016年12月31日", "D108", "2017"
    ),
    "a day that no month has": Slip(HAIYUAN, "2020年12月17日", "2020年2月30日", "D106", "2月"),
    "chapters out of order": Slip(ZHONGWEI, "## 三、", "## 四、", "S202", "三"),
    "a waiver of nothing": Slip(HAIYUAN, "F204: ", "F999: ", "H122", "核对代码"),
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=list(SLIPS))
def test_a_slip_is_reported_with_its_place_and_its_correction(slip: Slip, tmp_path: Path) -> None:
    demonstration(tmp_path)
    path = tmp_path / "content" / slip.path
    text = path.read_text("utf-8")
    assert slip.old in text, "the slip no longer fits the content"
    index = text.index(slip.old)
    path.write_text(text.replace(slip.old, slip.new, 1), "utf-8")

    loaded = check(tmp_path, TODAY, silent)

    reported = [one for one in loaded.findings if one.code == slip.code and not one.waived]
    first = text.count("\n", 0, index) + 1
    lines = range(first, first + slip.new.count("\n") + 1)
    assert any(
        one.path == f"content/{slip.path}"
        and slip.says in one.message
        and (slip.whole or one.line in lines)
        for one in reported
    ), [(one.code, one.line, one.message) for one in loaded.findings if not one.waived]


def test_the_content_as_shipped_is_clean_but_for_waived_originals(tmp_path: Path) -> None:
    findings = check(demonstration(tmp_path), TODAY, silent).findings

    assert [one for one in findings if not one.waived] == []
    assert all(one.waived.startswith(("原报告", "原公开页面")) for one in findings)
