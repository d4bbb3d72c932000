"""When a number is looked up, and when what is known of it will do."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from leadline.domain.numbers.number import NumberFacts
from leadline.domain.ports.numbers import NumberCheck
from leadline.domain.texting.provider import Busy, Unknown
from leadline.services.numbers import lookups
from tests.fakes import InMemoryNumbers
from tests.unit.services.conftest import FIRM, PHONE, THREAD, Office

WEEK = timedelta(days=7)
WANTED = NumberCheck(firm_id=FIRM.id, thread_id=THREAD, address=PHONE)


@dataclass(slots=True)
class ScriptedLookup:
    """A provider that answers as it is told; then it knows a mobile."""

    script: list[NumberFacts | Exception]
    asked_at: list[datetime] = field(default_factory=list)

    def facts(self, address: str, *, account: str, at: datetime) -> NumberFacts:
        self.asked_at.append(at)
        answer = self.script.pop(0) if self.script else NumberFacts(line_type="mobile")
        if isinstance(answer, Exception):
            raise answer
        return replace(answer, looked_up_at=at, ask_again_at=at + WEEK if answer.line_type == "unknown" else None)


def look_up(office: Office, lookup: ScriptedLookup) -> str | None:
    numbers = InMemoryNumbers(office.clock, office.tables)
    return lookups.check(WANTED, accounts=office.accounts, numbers=numbers, lookup=lookup, clock=office.clock).line_type


def test_what_a_lookup_told_is_not_asked_again(office: Office):
    lookup = ScriptedLookup([])

    for _ in range(3):
        assert look_up(office, lookup) == "mobile"
        office.clock.pass_time(timedelta(days=400))

    assert len(lookup.asked_at) == 1


def test_what_a_lookup_did_not_tell_is_asked_again_once_it_may(office: Office):
    lookup = ScriptedLookup([NumberFacts(line_type="unknown")] * 2)

    told = []
    for _ in range(10):
        told.append(look_up(office, lookup))
        office.clock.pass_time(timedelta(days=3))

    # once in a week at most, until it is known
    assert told == ["unknown"] * 6 + ["mobile"] * 4
    assert len(lookup.asked_at) == 3


@pytest.mark.parametrize("trouble", [Busy(), Unknown()])
def test_a_lookup_that_failed_is_made_again_at_once(office: Office, trouble: Exception):
    lookup = ScriptedLookup([trouble])

    with pytest.raises(type(trouble)):
        look_up(office, lookup)

    assert look_up(office, lookup) == "mobile"
