"""Nouns → bytes and back, to be kept or sent to another process. Statutory forms are named, not
copied; what comes back can be nothing but nouns, dates and numbers, whatever the bytes say."""

from __future__ import annotations

import io
import pickle
from enum import Enum
from hashlib import blake2b
from typing import Any

from site_builder.model.table import Form, Meaning

Forms = tuple[Form, ...]

_CHECKSUM = 16  # bytes
_NOUNS = (
    "site_builder.model.",
    "site_builder.incremental.records",
    "site_builder.pages.view_models",
    "site_builder.pages.portal",
    "site_builder.lint.chapter_corpus",
    "site_builder.pipeline.rendering",
)
_OTHERS = {
    ("datetime", "date"),
    ("decimal", "Decimal"),
    ("builtins", "frozenset"),
    ("builtins", "set"),
    ("copyreg", "__newobj__"),
    ("copyreg", "_reconstructor"),
}


class DamagedError(Exception):
    """Bytes are not those that were kept."""


def dumps(value: object) -> bytes:
    """A value of nouns as bytes."""
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, protocol=5)
    pickler.dispatch_table = {
        Form: lambda form: (form_called, (form.name, form.first_year)),
        # Python before 3.11.4 writes `getattr`, which is refused below.
        Meaning: lambda meaning: (Meaning, (meaning.value,)),
    }
    pickler.dump(value)
    return stream.getvalue()


def loads(data: bytes, forms: Forms) -> Any:
    """The value that was frozen to `data`. Raises DamagedError where there is none in it."""
    try:
        return _NounUnpickler(data, forms).load()
    except Exception as error:  # there is no end of what can be wrong with bytes
        raise DamagedError(str(error)) from error


def with_checksum(place: str, data: bytes) -> bytes:
    """Bytes with a digest of themselves and of the place they are kept in."""
    return _digest(place, data) + data


def without_checksum(place: str, data: bytes) -> bytes:
    """The bytes that were sealed for a place. Raises DamagedError where these are others."""
    if not isinstance(data, bytes) or data[:_CHECKSUM] != _digest(place, data[_CHECKSUM:]):
        raise DamagedError(place)
    return data[_CHECKSUM:]


def form_called(name: str, first_year: int) -> Form:
    """Stands in serialized bytes for a form; it is looked up among those at hand, not here."""
    raise LookupError(f"{name}/{first_year}")


def _digest(place: str, data: bytes) -> bytes:
    key = blake2b(place.encode("utf-8", "surrogatepass")).digest()
    return blake2b(data, digest_size=_CHECKSUM, key=key).digest()


class _NounUnpickler(pickle.Unpickler):
    def __init__(self, data: bytes, forms: Forms) -> None:
        super().__init__(io.BytesIO(data))
        by_name = {(form.name, form.first_year): form for form in forms}
        # No method: what is remembered while reading must not lead back to the reader.
        self._form = lambda name, first_year: by_name[name, first_year]

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == (__name__, form_called.__name__):
            return self._form
        if (module, name) in _OTHERS:
            return super().find_class(module, name)
        if module.startswith(_NOUNS) and name.isidentifier():
            found = super().find_class(module, name)
            if _is_noun(found) and found.__module__ == module:  # not one that is only imported
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def _is_noun(found: Any) -> bool:
    """Whether something is a class of frozen values, to make one of which does nothing else."""
    if not isinstance(found, type):
        return False
    parameters = getattr(found, "__dataclass_params__", None)
    return issubclass(found, (tuple, Enum)) or (parameters is not None and parameters.frozen)
