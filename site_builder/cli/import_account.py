"""What the command `import` says of each file: what was written, lost and guessed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from site_builder.cli.language import say
from site_builder.importers.imported import Remark, Remarks

_LONGEST = 60  # characters of a text
_MOST_REASONS = 20  # of one file
_MOST_PLACES = 5  # of one reason


class Imported(NamedTuple):
    """A file and what became of it: what it holds, the paths that were written, those that were the
    same already, and the remarks. `characters` are those of its text, of which `kept` were written;
    `items` those of a catalogue. `why` says why it was not imported."""

    file: str
    kind: str = ""
    written: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    remarks: Remarks = Remarks()
    characters: int = 0
    kept: int = 0
    items: int = 0
    why: str = ""


def as_json(files: Iterable[Imported]) -> str:
    """Return the list that programs read: an object for each file."""
    return json.dumps([_entry(one) for one in files], ensure_ascii=False, indent=2)


def _entry(one: Imported) -> dict[str, object]:
    failed = (Remark("", "", one.why),) if one.why else ()
    return {
        "file": one.file,
        "kind": one.kind,
        "written": [*one.written],
        "lost": [remark._asdict() for remark in (*failed, *one.remarks.lost)],
        "guesses": [remark._asdict() for remark in one.remarks.guesses],
    }


def as_text(files: Iterable[Imported]) -> Iterator[str]:
    """Yield the lines that people read; files that were not imported are named elsewhere."""
    for one in files:
        if one.why:
            continue
        yield _headline(one)
        yield from _listed("没有导入（{count} 处）：", one.remarks.lost)
        yield from _listed("猜的，请核对（{count} 处）：", one.remarks.guesses)


def _headline(one: Imported) -> str:
    path, others = (one.written or one.same)[0], len(one.written) - 1
    how = say("写入 {path}", path=path) if one.written else say("{path} 相同，没有改动", path=path)
    if others > 0:
        how += say("，另有 {count} 个文件", count=others)
    if one.items:
        how += say("，共 {count} 项", count=one.items)
    if one.characters:
        text = "；正文 {characters:,} 字，写入 {kept:,} 字"
        how += say(text, characters=one.characters, kept=one.kept)
    return f"{one.file}{say('：')}{how}{say('。')}".rstrip(" ")


def _listed(title: str, remarks: tuple[Remark, ...]) -> Iterator[str]:
    """Yield remarks by their reasons; of many, some."""
    if not remarks:
        return
    yield say(title, count=len(remarks))
    by_reason = defaultdict[str, list[Remark]](list)
    for one in remarks:
        by_reason[one.reason].append(one)
    reasons = [*by_reason.items()]
    shown = 0
    for reason, some in reasons[:_MOST_REASONS]:
        if len(some) == 1:
            yield f"  {_shown(some[0], reason)}"
            shown += 1
            continue
        yield f"  {reason}{say('（{count} 处）：', count=len(some))}"
        yield from (f"    {_shown(one)}" for one in some[:_MOST_PLACES])
        shown += min(len(some), _MOST_PLACES)
    if shown < len(remarks):
        yield f"  {say('另有 {count} 处；全部列出用 --format json', count=len(remarks) - shown)}"


def _shown(one: Remark, reason: str = "") -> str:
    text = " ".join(one.text.split())
    cut = f"{text[:_LONGEST]}…" if len(text) > _LONGEST else text
    quoted = f"“{cut}”" if cut else ""
    said = f"{quoted}：{reason}" if quoted and reason else quoted or reason
    return f"{one.place}　{said}".strip()
