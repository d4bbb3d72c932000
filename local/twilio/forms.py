"""Forms as Twilio's callers post them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request


@dataclass(frozen=True, slots=True)
class Form:
    """The values of each field, in the order they came."""

    values: Mapping[str, Sequence[str]]

    @classmethod
    async def of(cls, request: Request) -> "Form":
        """Read a request's body; blank fields are kept."""
        values: dict[str, list[str]] = {}
        for name, value in parse_qsl((await request.body()).decode(errors="replace"), keep_blank_values=True):
            values.setdefault(name, []).append(value)
        return cls(values)

    def __getitem__(self, name: str) -> str:
        """A field's last value; empty without one."""
        return self.all(name)[-1] if name in self else ""

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def all(self, name: str) -> Sequence[str]:
        """Every value of a field."""
        return self.values.get(name, ())
