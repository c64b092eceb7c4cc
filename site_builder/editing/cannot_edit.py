"""The one exception of this package, and the words for its reasons."""

from __future__ import annotations

from site_builder.model.finding import Problem


class CannotEditError(Exception):
    """A file cannot be changed as asked. Its text is the reason, a Chinese sentence for editors."""


def unread(problem: Problem) -> CannotEditError:
    """Return the error for a file, or a part of it, in which there is a problem."""
    message = problem.rule.says.format_map(
        {"path": problem.path, "cell": str(problem.cell or ""), **problem.values}
    )
    return CannotEditError(f"第{problem.line}行：{message}" if problem.line else message)
