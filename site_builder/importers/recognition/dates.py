"""Days, times and years as reports write them: 2024年1月26日, 2024-01-26 09:30, 二〇二四年一月."""

from __future__ import annotations

from datetime import date

from site_builder.importers.recognition.runs import squeezed
from site_builder.text.patterns import regex

_HAN = {letter: value for value, letter in enumerate("〇一二三四五六七八九")}
_HAN |= {"零": 0, "○": 0, "Ｏ": 0, "O": 0, "0": 0, "０": 0}
_HAN_YEAR = "[一二][九〇零○ＯO0０][〇零○ＯO0０一二三四五六七八九]{2}"
_SMALL = "(?:十[一二]?|[一二三四五六七八九])"
_SMALL_DAY = "(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DAY = regex(
    r"[（(]?(?:((?:19|20)\d\d)[年./-](\d{1,2})[月./-](\d{1,2})日?"
    rf"|({_HAN_YEAR})年({_SMALL})月({_SMALL_DAY})日)[）)]?"
)
DAY_AT_END = regex(
    rf"(?:(?:19|20)\d\d年\d{{1,2}}月\d{{1,2}}日|{_HAN_YEAR}年{_SMALL}月{_SMALL_DAY}日)$"
)
_MOMENT = regex(
    r"[\[【（(]?\s*((?:19|20)\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?"
    r"(?:[\sT]*(\d{1,2}:\d\d(?::\d\d)?))?\s*[\]】）)]?"
)
_YEAR = regex(rf"(?<!\d)((?:19|20)\d\d)(?!\d)|({_HAN_YEAR})(?=年)")
_PERIOD = regex(
    r"(?<!\d)((?:19|20)\d\d)年(?:度)?0?1月0?1日.{0,8}?(?:[至到]|[-－—–~～])"
    r"(?:((?:19|20)\d\d)年)?(?:度)?12月31日"
)


def day(text: str) -> date | None:
    """Return the day that a text consists of, or None if it is no day of the calendar."""
    found = _DAY.fullmatch(squeezed(text))
    if not found:
        return None
    if found[1]:
        return _date(int(found[1]), int(found[2]), int(found[3]))
    return _date(_han_year(found[4]), _small(found[5]), _small(found[6]))


def moment(text: str) -> str:
    """Return a day, with the time if there is one, as headers have it: `2024-01-26 09:30`; empty if
    the text is something else."""
    found = _MOMENT.fullmatch(text.strip())
    if not found or not (at := _date(int(found[1]), int(found[2]), int(found[3]))):
        return ""
    time = found[4] or ""
    hour, _, rest = time.partition(":")
    if time and int(hour) > 23:  # noqa: PLR2004
        return at.isoformat()
    return f"{at.isoformat()} {hour:0>2}:{rest}" if time else at.isoformat()


def year_in(text: str) -> int:
    """Return the first year that a text names, or 0."""
    found = _YEAR.search(squeezed(text))
    if not found:
        return 0
    return int(found[1]) if found[1] else _han_year(found[2])


def year_of_period(text: str) -> int:
    """Return the year whose first and last day a text names, or 0."""
    found = _PERIOD.search(squeezed(text))
    return int(found[1]) if found and found[2] in {None, found[1]} else 0


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _han_year(word: str) -> int:
    return int("".join(str(_HAN[letter]) for letter in word))


def _small(word: str) -> int:
    tens, ten, ones = word.rpartition("十")
    return (10 * (_HAN[tens] if tens else 1) if ten else 0) + (_HAN[ones] if ones else 0)
