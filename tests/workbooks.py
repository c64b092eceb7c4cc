"""Excel files in the shapes that offices pass round; the words in them are invented."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

CHANNELS = (
    *("政府网站", "政府公报", "两微一端", "发布会/听证会", "广播电视", "纸质媒体"),
    *("公开查阅点", "政务服务中心", "便民服务站", "入户/现场"),
    *("社区/企事业单位/村公示栏（电子屏）", "精准推送", "其他"),
)
LAW = "《中华人民共和国政府信息公开条例》（国务院令第711号）"
LIMIT = "自信息形成或者变更之日起20个工作日内"
Row = Sequence[str | int | float | None]
_FIVE = ["公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体"]


def boxes(*chosen: str, between: str = " ") -> str:
    """All channels, black boxes before those that are chosen."""
    return between.join(("■" if one in chosen else "□") + one for one in CHANNELS)


def saved(book: Workbook) -> bytes:
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _sheet(book: Workbook, name: str = "目录") -> Worksheet:
    sheet: Worksheet = book.create_sheet(name)
    if "Sheet" in book.sheetnames:
        book.remove(book["Sheet"])
    return sheet


def _rows(sheet: Worksheet, *rows: Row, merge: str = "") -> None:
    for row in rows:
        sheet.append([*row])
    for area in merge.split():
        sheet.merge_cells(area)


def of_a_town() -> bytes:
    """Without 二级事项, one level, 特定群体 and 依申请, boxes without spaces, a note below."""
    book = Workbook()
    _rows(
        _sheet(book, "涉农"),
        ["示例镇涉农领域标准目录"],
        ["序号", "公开事项", *_FIVE, "公开对象", None, "公开方式", None, "公开层级"],
        [*[None] * 7, "全社会", "特定群体", "主动", "依申请", "乡级"],
        [
            1,
            "文件",
            "1.上级文件\n2.本镇文件",
            LAW,
            LIMIT,
            "示例镇人民政府",
            boxes("政府网站", "公开查阅点", between=""),
            "√",
            None,
            "√",
            None,
            "√",
        ],
        [
            2,
            "明细",
            "资金明细",
            LAW,
            LIMIT,
            "示例镇人民政府",
            boxes("政府网站", between=""),
            "√",
            None,
            "√",
            None,
            "√",
        ],
        ["注：√表示适用。"],
        merge="A1:L1 A2:A3 B2:B3 C2:C3 D2:D3 E2:E3 F2:F3 G2:G3 H2:I2 J2:K2",
    )
    return saved(book)


def with_merged_rows() -> bytes:
    """Numbers and matters merged over rows, “同上”, three levels, a local column, a note in a cell,
    headings repeated on the next page."""
    book = Workbook()
    heads: list[Row] = [
        [
            "序号",
            "公开事项",
            None,
            *_FIVE,
            "公开对象",
            None,
            "公开方式",
            None,
            "公开层级",
            None,
            None,
            "五公开",
        ],
        [
            None,
            "一级事项",
            "二级事项",
            *([None] * 5),
            "全社会",
            "特定群众",
            "主动",
            "依申请公开",
            "市级",
            "镇街乡",
            "村",
            None,
        ],
    ]
    rest: Row = ["√", None, "√", None, "√", "√", None, "□决策"]
    _rows(
        _sheet(book),
        ["法律服务领域标准目录"],
        *heads,
        [
            1,
            "普法",
            "常识",
            "资讯",
            "《普法规划》",
            LIMIT,
            "市司法局",
            "■政府网站■两微一端■其他  服务网\n注：可推送。",
            *rest,
        ],
        [None, None, "文化", "阵地", "同上", "同上", "同上", "同上", *rest],
        *heads,
        [2, "援助", "条件", "条件", "同上", "同上", "市司法局", "■政府网站", *rest],
        merge="A1:P1 A2:A3 B2:C2 D2:D3 E2:E3 F2:F3 G2:G3 H2:H3 I2:J2 K2:L2 M2:O2 P2:P3 A4:A5 B4:B5",
    )
    return saved(book)


def scanned() -> bytes:
    """Two sheets with broken headings, `口` and `t` for boxes, numbers as text, other ticks."""
    book = Workbook()
    for name, number in (("卫生", "0505"), ("教育", "0101")):
        _rows(
            _sheet(book, name),
            [f"{name}领域标准目录（试行）"],
            [],
            [
                "序号",
                "公开 事项",
                None,
                "公开内容\n(要素)",
                "公开依据",
                "公开\n时限",
                "公开\n主体",
                "公开渠道和载体",
                "公开\n对象",
                None,
                "公开\n方式",
                None,
                "公开\n层级",
            ],
            [
                None,
                "一级\n事项",
                "二级\n事项",
                *([None] * 5),
                "全社\n会",
                "特定群众（请写明）",
                "主动",
                "依申请\n公开",
                "乡级",
            ],
            [
                number,
                "给付",
                "奖励",
                "程序",
                "【法律】《示例法》",
                LIMIT,
                "街道办事处",
                "■政府网站\n口两微一端\nt公开查阅点",
                None,
                "√（申请人）",
                "✓",
                "申请时",
                "V",
            ],
            merge="A3:A4 B3:C3 D3:D4 E3:E4 F3:F4 G3:G4 H3:H4 I3:J3 K3:L3",
        )
    return saved(book)


def with_hidden_parts() -> bytes:
    """A hidden row, a hidden sheet, a comment, a formula without a value, a cell beside the
    table."""
    book = Workbook()
    sheet = _sheet(book)
    row: Row = [1, "文件", "文件", LAW, LIMIT, "示例镇人民政府", "■政府网站", "√", "√"]
    _rows(
        sheet,
        ["序号", "公开事项", *_FIVE, "公开对象", "公开方式"],
        [*[None] * 7, "全社会", "主动"],
        row,
        [2, "没有公开", *row[2:]],
        ["=1+2", "公式", *row[2:], None, "旁注"],
        merge="A1:A2 B1:B2 C1:C2 D1:D2 E1:E2 F1:F2 G1:G2",
    )
    sheet.row_dimensions[4].hidden = True
    sheet["B3"].comment = Comment("内部意见", "")
    _rows(_sheet(book, "底稿"), ["序号", "公开事项"], [1, "底稿"])
    book["底稿"].sheet_state = "hidden"
    return saved(book)


def with_far_cell() -> bytes:
    """A text in the last cell that a sheet has."""
    book = Workbook()
    book.worksheets[0]["XFD1048576"] = "远"
    return saved(book)
