"""The JSON that the control API takes, read field by field."""

import base64
import binascii
import json
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request

from local.twilio.inbound import Picture


@dataclass(frozen=True, slots=True)
class Wish:
    """A JSON object; every reader raises ValueError with a sentence that names the field."""

    fields: Mapping[str, object]

    @classmethod
    async def of(cls, request: Request) -> "Wish":
        """Read a request's body; it must say that it is JSON, which no other site's form can."""
        if not request.headers.get("content-type", "").startswith("application/json"):
            raise ValueError("send application/json")
        try:
            read = json.loads(await request.body() or b"{}")
        except ValueError as error:
            raise ValueError("the body isn't JSON") from error
        if not isinstance(read, dict):
            raise ValueError("send a JSON object")
        return cls(read)

    def text(self, name: str, usual: str | None = None) -> str:
        """A string; without a usual value it must be there."""
        value = self.fields.get(name, usual)
        if not isinstance(value, str):
            raise ValueError(f"{name} must be a string")
        return value

    def one_of(self, name: str, known: Container[str]) -> str:
        """A string out of a known set."""
        value = self.text(name)
        if value not in known:
            raise ValueError(f"{name} isn't known: {value}")
        return value

    def number(self, name: str) -> float | None:
        """A number that isn't negative, if it is there."""
        value = self.fields.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise ValueError(f"{name} must be a number, 0 or more")
        return float(value)

    def whole(self, name: str) -> int | None:
        """A whole number from 1, if it is there."""
        value = self.number(name)
        if value is not None and (value < 1 or value != int(value)):
            raise ValueError(f"{name} must be a whole number, 1 or more")
        return None if value is None else int(value)

    def pictures(self) -> Sequence[Picture]:
        """`pictures`: a list of `{contentType, base64}`, at most ten."""
        value = self.fields.get("pictures", [])
        if not isinstance(value, list) or len(value) > 10:
            raise ValueError("pictures must be a list of at most ten")
        return [_picture(one) for one in value]


def _picture(value: object) -> Picture:
    if not isinstance(value, dict):
        raise ValueError("a picture must be an object")
    wish = Wish(value)
    try:
        return Picture(wish.text("contentType"), base64.b64decode(wish.text("base64"), validate=True))
    except binascii.Error as error:
        raise ValueError("base64 can't be read") from error
