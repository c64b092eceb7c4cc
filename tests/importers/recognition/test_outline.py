"""Chapters and the titles below them, told from numbers, names, styles and bold type."""

from __future__ import annotations

import pytest

from importers.recognition.manuscripts import draft, headings, shown

BUREAU = "海原县科学技术局"
OLD = f"{BUREAU}2012年政府信息公开工作年度报告\n"
NEW = f"{BUREAU}2023年政府信息公开工作年度报告\n"
SIX = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)


def in_chapters(first: str, *, head: str = NEW, fifth: str = "有差距。") -> str:
    """A report with the six chapters and a text in the first of them."""
    one, *others = SIX
    rest = "\n".join(f"{name}\n{fifth if '五、' in name else '正文。'}" for name in others)
    return f"{head}{one}\n{first}\n{rest}\n"


def test_lists_numbered_like_chapters_inside_one_are_no_chapters() -> None:
    found = draft(in_chapters("一、加强领导\n正文。\n二、健全制度\n正文。\n三、突出重点\n正文。"))

    assert [h for h in headings(found) if h.startswith("## ")] == [f"## {name}" for name in SIX]
    assert "### 二、健全制度" in headings(found)


def test_a_seventh_chapter_is_one() -> None:
    found = draft(in_chapters("正文。") + "七、相关说明\n电话：0955-1234567。\n")

    assert headings(found)[-1] == "## 七、相关说明"


def test_a_chapter_with_a_name_of_its_own_is_one_by_its_number() -> None:
    found = draft(in_chapters("正文。").replace(SIX[4], "五、问题和下一步打算"))

    assert headings(found)[4] == "## 五、问题和下一步打算"


@pytest.mark.parametrize(
    "name",
    [
        "四、政府信息公开行政复议和行政诉讼情况",
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼的情况",
        "四、 政府信息公开行政复议、行政诉讼情况：",
        "政府信息公开行政复议、行政诉讼情况",
        "第四部分 政府信息公开行政复议、行政诉讼情况",
    ],
)
def test_a_chapter_is_known_by_its_name(name: str) -> None:
    found = draft(in_chapters("正文。").replace(SIX[3], name))

    assert f"## {name.rstrip('：')}" in headings(found)
    assert len(headings(found)) == 6


def test_parts_and_chapters_are_two_levels() -> None:
    names = [f"第{n}部分　{name[2:]}" for n, name in zip("一二三四五六", SIX, strict=True)]
    found = draft(
        f"{NEW}{names[0]}\n一、主动公开\n公开20条。\n二、依申请公开\n没有。\n"
        + "\n".join(names[1:])
    )

    assert headings(found)[:4] == [
        f"## {names[0]}",
        "### 一、主动公开",
        "### 二、依申请公开",
        f"## {names[1]}",
    ]


def test_chapters_may_be_numbered_with_digits() -> None:
    text = in_chapters("（1）全年公开12条。")
    for digit, han in enumerate("一二三四五六", 1):
        text = text.replace(f"{han}、", f"{digit}.")

    assert headings(draft(text)) == [f"## {n}.{name[2:]}" for n, name in enumerate(SIX, 1)]


def test_bold_lines_without_numbers_are_headings() -> None:
    lines = "\n".join(f"**{name[2:]}**\n正文。" for name in SIX[1:])
    found = draft(f"{NEW}**总体情况**\n**主动公开**\n公开12条。\n**依申请公开**\n没有。\n{lines}\n")

    assert headings(found)[:4] == [
        "## 总体情况",
        "### 主动公开",
        "### 依申请公开",
        "## 主动公开政府信息情况",
    ]


def test_a_bold_sentence_is_no_heading() -> None:
    found = draft(in_chapters("**全年公开12条，比上年多3条。**"))

    assert len(headings(found)) == 6


def test_a_dash_for_the_first_number_is_kept_and_the_chapter_found() -> None:
    found = draft(in_chapters("正文。").replace("一、", "—、"))

    assert headings(found)[0] == "## —、总体情况"


def test_a_free_outline_is_the_titles_that_count_on_from_each_other() -> None:
    found = draft(
        f"{OLD}一、概述\n一、加强领导\n正文。\n二、健全制度\n正文。\n三、抓好培训\n正文。\n"
        "二、主动公开情况\n正文。\n三、依申请公开情况\n正文。\n四、存在的问题\n正文。\n"
    )

    assert headings(found) == [
        "## 一、概述",
        "### 一、加强领导",
        "### 二、健全制度",
        "### 三、抓好培训",
        "## 二、主动公开情况",
        "## 三、依申请公开情况",
        "## 四、存在的问题",
    ]


def test_a_list_in_the_last_chapter_adds_no_chapter() -> None:
    found = draft(
        f"{OLD}一、概述\n正文。\n二、主动公开情况\n正文。\n三、下一步打算\n"
        "一、加强领导\n正文。\n二、健全制度\n正文。\n三、抓好培训\n正文。\n四、保证经费\n正文。\n"
    )

    assert [h for h in headings(found) if h.startswith("## ")] == [
        "## 一、概述",
        "## 二、主动公开情况",
        "## 三、下一步打算",
    ]


def test_a_missing_number_does_not_end_the_chapters() -> None:
    found = draft(
        f"{OLD}一、概述\n正文。\n二、公开情况\n正文。\n四、收费情况\n正文。\n五、问题\n正文。\n"
    )

    assert len(headings(found)) == 4


def test_items_of_the_form_that_begin_their_paragraphs_are_headings() -> None:
    found = draft(in_chapters("（一）主动公开情况。2023年公开12条。\n（二）依申请公开：没有收到。"))

    assert headings(found)[1:3] == ["### （一）主动公开情况", "### （二）依申请公开"]
    assert [r.text for r in found.remarks.taken] == ["。", "："]
    assert "共2处" in found.remarks.guesses[0].reason


def test_other_titles_that_begin_their_paragraphs_are_bold() -> None:
    found = draft(
        in_chapters(
            "正文。", fifth="（一）认识不足。有的科室不重视。\n一是加强学习。组织干部学习。"
        )
    )

    assert "\n**（一）认识不足。**有的科室不重视。\n**一是加强学习。**组织干部学习。\n" in shown(
        found.body
    )


def test_items_are_headings_throughout_a_chapter_in_which_one_stands_alone() -> None:
    found = draft(
        in_chapters("正文。", fifth="（一）认识不足。有的科室不重视。\n（二）力量不足\n人手少。")
    )

    assert headings(found)[5:7] == ["### （一）认识不足", "### （二）力量不足"]


@pytest.mark.parametrize(
    "text",
    [
        "一是部分干部职工对政府信息公开工作重要性的认识还不到位，工作积极性、主动性有待加强。二是内容少。",
        "（一）全年公开12条，比上年多3条。",
        "一是加强学习。",
        "一是加强学习。组织干部学习。二是拓宽渠道。增设公开栏。",
        "2023年公开12条。其中网站10条。",
        "（一）属于国家秘密；（二）属于个人隐私。",
    ],
)
def test_a_sentence_that_is_no_title_stays_plain(text: str) -> None:
    found = draft(in_chapters("正文。", fifth=f"有差距。\n{text}\n又一段。"))

    assert f"\n{text}\n又一段。" in shown(found.body)


def test_a_list_of_short_numbered_lines_is_no_row_of_headings() -> None:
    lines = "1.机构职能\n2.领导信息\n3.部门预算"
    found = draft(in_chapters(f"主要有：\n{lines}\n以上均已公开。"))

    assert len(headings(found)) == 6
    assert lines in shown(found.body)


def test_numbered_lines_with_text_below_are_headings_without_a_gap_in_the_levels() -> None:
    found = draft(in_chapters("1.主动公开\n公开12条。\n2.依申请公开\n没有收到。"))

    assert headings(found)[1:3] == ["### 1.主动公开", "### 2.依申请公开"]


def test_styles_give_the_levels_of_headings() -> None:
    styled = "\n".join(f"## {name}\n正文。" for name in SIX)
    text = styled.replace("情况\n", "情况\n### （一）主动公开情况\n#### 公开的内容\n正文。\n", 1)
    found = draft(f"# {NEW}{text}")

    assert shown(found.body) == text


def test_chapters_in_the_style_of_a_title_are_chapters() -> None:
    text = "\n".join(f"# {name}\n正文。" for name in SIX)

    assert headings(draft(NEW + text)) == [f"## {name}" for name in SIX]


def test_all_headings_in_one_style_are_told_apart_by_their_numbers() -> None:
    text = "\n".join(f"## {name}\n正文。" for name in SIX)
    text = text.replace("正文。", "## （一）主动公开情况\n正文。", 1)

    assert headings(draft(NEW + text))[:3] == [
        f"## {SIX[0]}",
        "### （一）主动公开情况",
        f"## {SIX[1]}",
    ]


def test_a_chapter_that_begins_its_paragraph_is_put_apart() -> None:
    found = draft(in_chapters("正文。").replace(f"{SIX[5]}\n正文。", f"{SIX[5]}：没有收取费用。"))

    assert shown(found.body).endswith(f"## {SIX[5]}\n没有收取费用。")


def test_one_chapter_in_a_style_does_not_make_the_others_text() -> None:
    text = in_chapters("（一）主动公开情况\n公开12条。").replace(SIX[2], f"## {SIX[2]}")
    found = headings(draft(text))

    assert [h for h in found if h.startswith("## ")] == [f"## {name}" for name in SIX]
    assert "### （一）主动公开情况" in found


def test_what_a_file_that_marks_its_chapters_does_not_mark_is_no_heading() -> None:
    text = "\n".join(f"## {name}\n正文。" for name in SIX)
    text = text.replace("正文。", "（一）主动公开情况\n公开12条。\n**重点**\n公开3条。", 1)

    assert shown(draft(NEW + text).body) == text
