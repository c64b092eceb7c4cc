"""Reports with random tables, in which every kind of cell occurs."""

from __future__ import annotations

import json
from random import Random

from conftest import FORMS, TODAY

from site_builder.assembly.assemble import assemble
from site_builder.model.site import Region, Report, Settings
from site_builder.model.source import Content, Source
from site_builder.model.table import Form
from site_builder.parsing.document import parse

REGION = Region("640500", "中卫市")
SETTINGS = Settings("门户", regions=(REGION,))
A = "agencies/zhongwei-kjj"
SAID = ("", "/", "／", "-", "—", "——", "无", "不适用", "N/A", "=1+1", "+5件", "'=1", "约3", 'a"b,c')
NUMBERS = {
    "count": ("0", "1", "25", "1234", "123456789012345678"),
    "change": ("0", "+3", "-3", "12"),
    "money": ("0", "3", "12.50", "3.5万元", "35000元", "0.0"),
}
YEARS = (2015, 2019, 2020, 2021, 2023)


def statistics(forms: tuple[Form, ...], chance: Random, said: tuple[str, ...] = SAID) -> str:
    """Random tables as lines of a header: some cells are left out, some are not numbers but one of
    the texts `said`."""
    lines = ["statistics:"]
    for form in forms:
        strange = chance.choice((0, 0, 0.02, 0.5))
        omits = chance.choice((0, 0.1, 0.9))
        lines.append(f"  {form.title}:")
        for row in form.rows:
            cells = {
                column.key: chance.choice(
                    said if chance.random() < strange else NUMBERS[column.kind]
                )
                for column in row.columns
                if chance.random() >= omits
            }
            if cells:
                lines.append(f"    {row.key}: {json.dumps(cells, ensure_ascii=False)}")
        lines.append(f"    其余: {chance.choice(('0', chr(34) * 2, '无'))}")
    return "\n".join(lines)


def assembled(
    header: str, year: int = 2023, name: str = "中卫市科学技术局", body: str = "正文。"
) -> Report:
    """The report with such a header."""
    texts = {
        f"{A}/index.md": f"title: {name}\nregion: {REGION.code}\n",
        f"{A}/reports/{year}.md": f"title: {name}{year}年年度报告\n{header}\n",
    }
    sources = tuple(
        Source(path, f"---\n{text}---\n{body}\n".encode(), path) for path, text in texts.items()
    )
    content = Content(sources, (), (), ())
    (report,) = assemble(SETTINGS, FORMS, content, parse(sources), TODAY).reports
    return report


def random_report(year: int, chance: Random) -> Report:
    """A report on a year whose tables are filled in at random."""
    forms = tuple(form for form in FORMS if form.in_force(year))
    return assembled(statistics(forms, chance), year)
