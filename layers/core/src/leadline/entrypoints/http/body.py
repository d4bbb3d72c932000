"""A JSON body into a dataclass, naming every field that is wrong; and the names that fields have in JSON."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec
from msgspec import UnsetType

from leadline.domain.errors import Invalid
from leadline.domain.writing.unprintable import WRONG as UNPRINTABLE
from leadline.domain.writing.unprintable import has_unprintable_within

T = TypeVar("T")


def read(raw: bytes, kind: type[T], *, content_type: str | None) -> T:
    """Read a JSON object as a dataclass; raises Invalid naming every field that is wrong."""
    if (content_type or "").partition(";")[0].strip().lower() != "application/json":
        raise Invalid(**{"Content-Type": "use application/json, and send JSON."})
    try:
        given = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Invalid(body="is not valid JSON.") from None
    if not isinstance(given, dict):
        raise Invalid(body="send a JSON object.")
    values = _checked(given, kind)
    try:
        return kind(**values)
    except Invalid as wrong:
        raise Invalid(**{camel(name): message for name, message in wrong.errors.items()}) from None


def _checked(given: dict[str, Any], kind: type[Any]) -> dict[str, Any]:
    """Return the values by Python's names; raises Invalid for each missing, unknown, of a wrong type or unprintable."""
    known = _shape(kind)  # type: ignore[arg-type]  # a class is hashable
    wrong = dict.fromkeys(given.keys() - known.keys(), "is not a field of this request; leave it out.")
    values: dict[str, Any] = {}
    for name, (python_name, type_, required) in known.items():
        if name not in given:
            if required:
                wrong[name] = "is missing."
            continue
        try:
            values[python_name] = msgspec.convert(given[name], type_)
        except msgspec.ValidationError:
            wrong[name] = f"give {_said(type_)}."
        if has_unprintable_within(given[name]):
            wrong[name] = UNPRINTABLE
    if wrong:
        raise Invalid(**wrong)
    return values


@cache
def _shape(kind: type[Any]) -> dict[str, tuple[str, Any, bool]]:
    """Each JSON field's name in Python, its type, and whether it must be there."""
    hints = get_type_hints(kind)
    return {
        camel(item.name): (item.name, hints[item.name], item.default is item.default_factory) for item in fields(kind)
    }


def _said(type_: Any) -> str:
    """What a value of a type is, in a caller's words."""
    if get_origin(type_) is list:
        return _WORDS[list]
    kinds = set(get_args(type_) or (type_,)) - {UnsetType}
    or_none = ", or leave it out" if type(None) in kinds else ""
    return (
        next(words for kind, words in _WORDS.items() if kind in {get_origin(each) or each for each in kinds}) + or_none
    )


_WORDS = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    dict: "an object whose values are texts",
    list: "a list",
}


def camel(name: str) -> str:
    """Return a field's name in JSON: the one place that maps them."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
