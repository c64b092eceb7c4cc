"""Serializes values of the model to bytes, for the cache and for other processes.

The format is pickle. Statutory forms are stored by name; loading is restricted to classes of frozen
values, dates and numbers, whatever the bytes contain.
"""

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
    """Bytes are not those that were stored."""


def dumps(value: object) -> bytes:
    """Serialize a value that consists of model classes, dates, numbers and collections."""
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
    """Deserialize `data`; `forms` are the statutory forms that it may refer to.

    Raise DamagedError if that fails, or if `data` refers to an unknown form or another class.
    """
    try:
        return _RestrictedUnpickler(data, forms).load()
    except Exception as error:  # unpickling can raise anything
        raise DamagedError(str(error)) from error


def with_checksum(place: str, data: bytes) -> bytes:
    """Prefix `data` with a checksum of it and of the place where it is stored."""
    return _digest(place, data) + data


def without_checksum(place: str, data: bytes) -> bytes:
    """Verify and remove the checksum of `data`. Raise DamagedError if it is wrong or if `data` was
    stored in another place."""
    if not isinstance(data, bytes) or data[:_CHECKSUM] != _digest(place, data[_CHECKSUM:]):
        raise DamagedError(place)
    return data[_CHECKSUM:]


def form_called(name: str, first_year: int) -> Form:
    """Placeholder for a form in serialized bytes; `loads` replaces it by a lookup in its forms."""
    raise LookupError(f"{name}/{first_year}")


def _digest(place: str, data: bytes) -> bytes:
    key = blake2b(place.encode("utf-8", "surrogatepass")).digest()
    return blake2b(data, digest_size=_CHECKSUM, key=key).digest()


class _RestrictedUnpickler(pickle.Unpickler):
    def __init__(self, data: bytes, forms: Forms) -> None:
        super().__init__(io.BytesIO(data))
        by_name = {(form.name, form.first_year): form for form in forms}
        # Not a method: the memo would refer to the unpickler, a cycle that is never collected.
        self._form = lambda name, first_year: by_name[name, first_year]

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == (__name__, form_called.__name__):
            return self._form
        if (module, name) in _OTHERS:
            return super().find_class(module, name)
        if module.startswith(_NOUNS) and name.isidentifier():
            found = super().find_class(module, name)
            if (
                _is_frozen_class(found) and found.__module__ == module
            ):  # defined there, not merely imported
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def _is_frozen_class(found: Any) -> bool:
    """Whether `found` is a class of frozen values, whose creation has no side effects."""
    if not isinstance(found, type):
        return False
    parameters = getattr(found, "__dataclass_params__", None)
    return issubclass(found, (tuple, Enum)) or (parameters is not None and parameters.frozen)
