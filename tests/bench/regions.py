"""Invented provinces, prefectures, counties and bureaux, as many as there are agencies: their codes
are built as in GB/T 2260, their numbers are about those of the real ones."""

from __future__ import annotations

BUREAUX = (
    *(
        "发展和改革局",
        "教育局",
        "科学技术局",
        "工业和信息化局",
        "民族宗教事务局",
        "公安局",
        "民政局",
    ),
    *("司法局", "财政局", "人力资源和社会保障局", "自然资源局", "生态环境局", "住房和城乡建设局"),
    *("交通运输局", "水务局", "农业农村局", "商务局", "文化和旅游局", "卫生健康局", "应急管理局"),
    *("退役军人事务局", "审计局", "市场监督管理局", "统计局", "医疗保障局", "林业和草原局"),
    *("乡村振兴局", "城市管理局", "行政审批服务局", "信访局", "国防动员办公室", "体育局"),
    *("广播电视局", "机关事务服务中心", "粮食和物资储备局", "金融工作局", "投资促进局"),
    *("供销合作社联合社", "地震局", "气象局"),
)
COUNTIES = 9  # in a prefecture
PREFECTURES = 11  # in a province
FIRST_PROVINCE, FIRST_COUNTY = 11, 21
FIRST, SECOND = (
    "安宁清平永兴新长东西南北和泰康嘉福广大会",
    "源河山州阳江海川陵岭城泉溪林湖丰乐昌化远",
)


def agency_name(number: int) -> str:
    """A name no other number has."""
    county, bureau = divmod(number, len(BUREAUX))
    return f"{_place(county)}县{BUREAUX[bureau]}"


def agency_region(number: int) -> str:
    """The code of the county an agency belongs to."""
    county = number // len(BUREAUX)
    return f"{_prefecture(county)[:4]}{county % COUNTIES + FIRST_COUNTY}"


def regions(agencies: int) -> dict[str, str]:
    """The names of all divisions that so many agencies belong to, by code."""
    named: dict[str, str] = {}
    for number in range(0, agencies, len(BUREAUX)):
        county = number // len(BUREAUX)
        prefecture = _prefecture(county)
        province = f"{prefecture[:2]}0000"
        named.setdefault(province, f"{_place(county // COUNTIES // PREFECTURES)}省")
        named.setdefault(prefecture, f"{_place(county // COUNTIES)}市")
        named[agency_region(number)] = f"{_place(county)}县"
    return named


def _prefecture(county: int) -> str:
    province, number = divmod(county // COUNTIES, PREFECTURES)
    return f"{FIRST_PROVINCE + province}{number + 1:02}00"


def _place(number: int) -> str:
    """Two characters, and more when all pairs are taken."""
    rest, first = divmod(number, len(FIRST))
    rest, second = divmod(rest, len(SECOND))
    return f"{FIRST[first]}{SECOND[second]}{_place(rest - 1) if rest else ''}"
