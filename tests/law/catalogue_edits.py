"""Edits of the catalogue of an agency, and of what it says about documents."""

from __future__ import annotations

from law import base
from law.hands import Edit, delete, instead, key, line, retitled

ZF = "content/agencies/zf"
CATALOGUE = f"{ZF}/catalogue.yaml"

CATALOGUES: dict[str, Edit] = {
    "the levels of a catalogue": instead(CATALOGUE, "[县级, 乡级]", "[县级, 村级]"),
    "the name of a catalogue item": instead(CATALOGUE, "二级事项: 年度报告", "二级事项: 年报"),
    "the time limit of a catalogue item": instead(CATALOGUE, "及时公开", "实时公开"),
    "the title of a report under an item": retitled(f"{ZF}/reports/2024.md"),
    "the name of an agency with a catalogue": retitled(f"{ZF}/index.md"),
    "a report under no item": key(f"{ZF}/reports/2024.md", "items", "", "[1]", "[1, 2]", "[3]"),
    "a catalogue deleted": delete(CATALOGUE),
    "a catalogue item more": line(
        CATALOGUE, f"  - 序号: 3\n    一级事项: 其他\n    二级事项: 其他\n{base.ITEM}"
    ),
}
