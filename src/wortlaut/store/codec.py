"""Records to JSON data and back, driven by their type hints.

One codec for every frozen record: dataclasses become objects with their field names, tuples arrays, enums their values,
bytes base64. Decoding is strict: a missing or unknown field or a value of another type is an error, never a guess. It is
not a general serialiser: it knows the kinds of hints that `wortlaut.records` uses, and no others.
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import json
import types
import typing
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TypeVar

from wortlaut.errors import LedgerError, QuotationError
from wortlaut.records import Span

Data = None | bool | int | float | str | list["Data"] | dict[str, "Data"]
"""What JSON can hold."""

T = TypeVar("T")

_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_REMEDY = "run `wortlaut verify` and restore the ledger from a copy"


def to_data(record: object) -> Data:
    """The JSON data of a record, an enum, a plain value, or a tuple of them."""
    if isinstance(record, tuple):
        return [to_data(item) for item in record]
    return _codec(typing.cast("Hashable", type(record))).encode(record)


def from_data(hint: type[T], data: Data) -> T:
    """The record of this type (or `tuple[record, ...]`) that the data stands for; raises LedgerError where it stands for none."""
    return typing.cast("T", _codec(typing.cast("Hashable", hint)).decode(data))


def to_json(record: object) -> str:
    """The JSON text of a record."""
    if record == ():
        return "[]"
    return _WRITER.encode(to_data(record))


def from_json(hint: type[T], text: str) -> T:
    """The record in a JSON text; raises LedgerError where the text is no JSON or another record."""
    try:
        data: Data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise LedgerError("a stored record is not JSON", text[:40], _REMEDY) from error
    return from_data(hint, data)


def spans_in(record: object) -> Iterator[Span]:
    """Every span in a record, however deep, in field order."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, tuple):
        for item in record:
            yield from spans_in(item)
    elif dataclasses.is_dataclass(record):
        for field in dataclasses.fields(record):
            yield from spans_in(getattr(record, field.name))


# --- one codec per hint --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Codec:
    """How values of one hint are written and read."""

    encode: Callable[[object], Data]
    decode: Callable[[Data], object]


def _refuse(expected: str, data: object) -> LedgerError:
    return LedgerError("a stored record is not what it should be", f"{str(data)[:40]!r} is no {expected}", _REMEDY)


@cache
def _codec(hint: Hashable) -> _Codec:
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return _optional(hint)
    if origin is tuple:
        return _tuple(hint)
    if isinstance(hint, type):
        if dataclasses.is_dataclass(hint):
            return _record(hint)
        if issubclass(hint, StrEnum):
            return _enum(hint)
        if hint is bytes:
            return _Codec(_encode_bytes, _decode_bytes)
        if hint in (str, bool, int, float, type(None)):
            return _plain(hint)
    raise TypeError(f"no codec for {hint!r}")


def _plain(hint: type) -> _Codec:
    def encode(value: object) -> Data:
        return typing.cast("Data", value)

    def decode(data: Data) -> object:
        if type(data) is hint:
            return data
        if hint is float and type(data) is int:
            return float(data)
        raise _refuse(hint.__name__, data)

    return _Codec(encode, decode)


def _enum(hint: type[StrEnum]) -> _Codec:
    members: dict[str, StrEnum] = {member.value: member for member in hint}

    def encode(value: object) -> Data:
        return str(value)

    def decode(data: Data) -> object:
        if isinstance(data, str) and data in members:
            return members[data]
        raise _refuse(hint.__name__, data)

    return _Codec(encode, decode)


def _encode_bytes(value: object) -> Data:
    return base64.b64encode(typing.cast("bytes", value)).decode("ascii")


def _decode_bytes(data: Data) -> object:
    if isinstance(data, str):
        try:
            return base64.b64decode(data, validate=True)
        except (binascii.Error, ValueError):
            pass  # said below, with the same words as for any other wrong value
    raise _refuse("base64", data)


def _optional(hint: object) -> _Codec:
    others = [part for part in typing.get_args(hint) if part is not type(None)]
    if len(others) != 1:
        raise TypeError(f"only `X | None` has a codec, not {hint!r}")
    inner = _codec(others[0])
    return _Codec(
        lambda value: None if value is None else inner.encode(value),
        lambda data: None if data is None else inner.decode(data),
    )


def _tuple(hint: object) -> _Codec:
    parts = typing.get_args(hint)
    if len(parts) == 2 and parts[1] is Ellipsis:
        item = _codec(parts[0])

        def decode_all(data: Data) -> object:
            if isinstance(data, list):
                return tuple(map(item.decode, data))
            raise _refuse("array", data)

        return _Codec(lambda value: list(map(item.encode, typing.cast("tuple[object, ...]", value))), decode_all)
    items = [_codec(part) for part in parts]

    def decode_each(data: Data) -> object:
        if isinstance(data, list) and len(data) == len(items):
            return tuple(codec.decode(part) for codec, part in zip(items, data, strict=True))
        raise _refuse(f"array of {len(items)}", data)

    return _Codec(
        lambda value: [codec.encode(part) for codec, part in zip(items, typing.cast("tuple[object, ...]", value), strict=True)],
        decode_each,
    )


def _record(hint: type) -> _Codec:
    hints = typing.get_type_hints(hint)
    codecs = [(field.name, _codec(hints[field.name])) for field in dataclasses.fields(hint)]
    names = {name for name, _ in codecs}

    def encode(value: object) -> Data:
        return {name: codec.encode(getattr(value, name)) for name, codec in codecs}

    def decode(data: Data) -> object:
        if not isinstance(data, dict) or data.keys() != names:
            raise _refuse(hint.__name__, data)
        values = [codec.decode(data[name]) for name, codec in codecs]
        try:
            return hint(*values)
        except QuotationError as error:
            raise _refuse(f"{hint.__name__} ({error.what})", data) from error

    return _Codec(encode, decode)
