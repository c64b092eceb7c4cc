"""The kinds of bodies that report, which decide by when they report and with whom they are summed.

条例（国令第711号）第四十九条 sets deadlines for departments and governments; 第五十五条 leaves the
公共企事业单位 to rules of their own.
"""

from __future__ import annotations

GOVERNMENT = "政府"
DEPARTMENT = "部门"
TOWNSHIP = "乡镇"
STREET = "街道"
INSTITUTIONS = ("学校", "医院", "公共企事业单位")
KINDS = (GOVERNMENT, DEPARTMENT, TOWNSHIP, STREET, *INSTITUTIONS)

# What editors write instead.
OTHER_WORDS = {
    "人民政府": GOVERNMENT,
    "省政府": GOVERNMENT,
    "市政府": GOVERNMENT,
    "县政府": GOVERNMENT,
    "区政府": GOVERNMENT,
    "县区政府": GOVERNMENT,
    "局": DEPARTMENT,
    "委员会": DEPARTMENT,
    "机关": DEPARTMENT,
    "行政机关": DEPARTMENT,
    "政府部门": DEPARTMENT,
    "工作部门": DEPARTMENT,
    "职能部门": DEPARTMENT,
    "派出机构": DEPARTMENT,
    "乡": TOWNSHIP,
    "镇": TOWNSHIP,
    "乡政府": TOWNSHIP,
    "镇政府": TOWNSHIP,
    "乡镇政府": TOWNSHIP,
    "乡镇人民政府": TOWNSHIP,
    "街道办": STREET,
    "街道办事处": STREET,
    "小学": "学校",
    "中学": "学校",
    "大学": "学校",
    "高校": "学校",
    "高等学校": "学校",
    "幼儿园": "学校",
    "卫生院": "医院",
    "企业": "公共企事业单位",
    "事业单位": "公共企事业单位",
    "企事业单位": "公共企事业单位",
    "公共企业": "公共企事业单位",
}

_TOWNSHIP_NAMES = ("乡人民政府", "镇人民政府")


def kind_by_name(name: str) -> str:
    """Return the kind of a body that is told by its name alone: of a government; else empty."""
    if name.endswith(_TOWNSHIP_NAMES):
        return TOWNSHIP
    return GOVERNMENT if name.endswith("人民政府") else ""
