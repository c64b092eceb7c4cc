"""Errors in the files of a theme, with their places."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from traceback import walk_tb

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

_LONGEST = 200  # characters of a reason: it may contain what a template made


class ThemeError(Exception):
    """An error in a file of a theme. It can travel between processes."""

    def __init__(self, file: str, line: int, why: str) -> None:
        super().__init__(file, line, why)
        self.file = file
        self.line = line  # 0 if it is unknown
        self.why = why


@contextmanager
def errors_in(file: str) -> Iterator[None]:
    """Raise a ThemeError for any error within the block, which parses, compiles or renders the
    template in `file`. Its place is the innermost one in a template. A template can cause every
    error of Python there is, even in functions that it calls."""
    try:
        yield
    except ThemeError:
        raise
    except TemplateSyntaxError as error:
        raise ThemeError(
            error.filename or file, error.lineno, _short(str(error.message))
        ) from error
    except SyntaxError as error:  # Python could not compile it
        raise ThemeError(error.filename or file, 0, _reason(error)) from error
    except Exception as error:
        place = file, 0
        for frame, line in walk_tb(error.__traceback__):
            if "__jinja_exception__" in frame.f_globals:  # the mark of a frame in a template
                place = frame.f_code.co_filename, line
        raise ThemeError(*place, _reason(error)) from error


def _reason(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"没有模板“{error}”"
    if isinstance(error, TemplateError):
        return _short(str(error))
    return _short(f"{type(error).__name__}：{error}".removesuffix("："))


def _short(text: str) -> str:
    """Return the beginning of the first line of a text, with what can be printed of it."""
    line = text.partition("\n")[0][:_LONGEST]
    return "".join(character for character in line if character.isprintable())
