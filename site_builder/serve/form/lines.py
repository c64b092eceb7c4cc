"""What changed in a file between two of its versions, line by line, for people to read."""

from __future__ import annotations

from difflib import SequenceMatcher

_CONTEXT = 1  # lines before and after a change
_MOST = 400  # lines shown


def changed_lines(before: str, after: str) -> list[tuple[str, str]]:
    """Return the lines that changed, each with its sign (`-`, `+`, a space for one that is the
    same, `@` for a gap). Where there are too many, the last one says so."""
    old, new = before.split("\n"), after.split("\n")
    # What is equal at both ends is left out first: comparing takes long.
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    tail = next((n for n in range(shorter - head) if old[-1 - n] != new[-1 - n]), shorter - head)
    head, tail = max(0, head - _CONTEXT), max(0, tail - _CONTEXT)
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(old) + len(new) > _MOST:
        return [("@", f"改动太大，不逐行列出：原来的{len(old)}行改成了{len(new)}行。")]
    found: list[tuple[str, str]] = []
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_CONTEXT):
        found.append(("@", f"第{head + group[0][3] + 1}行起"))
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                found += [(" ", line) for line in old[i1:i2]]
            else:
                found += [("-", line) for line in old[i1:i2]]
                found += [("+", line) for line in new[j1:j2]]
    return found
