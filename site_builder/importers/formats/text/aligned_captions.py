"""Puts captions together that narrow columns broke over several lines of a text."""

from __future__ import annotations

from collections.abc import Sequence

from site_builder.importers.formats.text.aligned_words import Extent, Word, figures_of

# Captions of the statutory tables that always cover several columns, also where spaces have shifted
# them over one.
_GROUPS = frozenset(
    [
        *("申请人情况", "法人或其他组织", "行政复议", "行政诉讼"),
        *("未经复议直接起诉", "复议后起诉"),
    ]
)


def whole_captions(rows: Sequence[Sequence[Word]], figures: int) -> list[list[Word]]:
    """Return the rows of a table whose captions, above the first row with all its figures, are in
    one row; captions that cover several columns are in rows before it.

    Rows stay as they are if one of them has a caption for each figure already, or if the captions
    are not as many as the figures.
    """
    whole = [[*words] for words in rows]
    counts = [len(figures_of(words)) for words in whole]
    first = counts.index(figures) if figures > 1 and figures in counts else 0
    above = whole[:first]
    if not above or any(counts[:first]) or any(len(words) > figures for words in above):
        return whole
    groups = _columns([word for words in above for word in words if word.text not in _GROUPS])
    if len(groups) < figures:
        return whole
    right = groups[-figures][0]  # where the captions of figures begin
    label = [word for word in whole[first] if word not in figures_of(whole[first])]
    if label and right < label[-1].end:
        return whole
    last = max(
        (at for at, words in enumerate(above) if words and words[-1].begin >= right), default=-1
    )
    above, labels = above[: last + 1], above[last + 1 :]
    captions: list[list[Word]] = [[] for _ in groups]
    spanning: list[list[Word]] = []
    for words in above:
        for word in words:
            met = [at for at, one in enumerate(groups) if one[0] < word.end and word.begin < one[1]]
            if len(met) == 1 and word.text not in _GROUPS:
                captions[met[0]].append(word)
            else:
                spanning.append([word])
    row = [
        Word("\n".join(word.text for word in words), *extent)
        for words, extent in zip(captions, groups, strict=True)
        if words
    ]
    return [*spanning, row, *labels, *whole[first:]]


def _columns(words: Sequence[Word]) -> list[Extent]:
    """Return the extents of captions that stand one below another. The shortest make them; one that
    covers several is over them."""
    columns: list[Extent] = []
    for word in sorted(words, key=lambda one: (one.end - one.begin, one.begin)):
        met = [one for one in columns if one[0] < word.end and word.begin < one[1]]
        if len(met) <= 1:
            begin = min([word.begin, *(one[0] for one in met)])
            end = max([word.end, *(one[1] for one in met)])
            columns = [*(one for one in columns if one not in met), (begin, end)]
    return sorted(columns)
