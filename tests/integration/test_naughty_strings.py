"""Naughty strings wherever a caller may say something: nothing breaks, and words come out as they went in."""

from dataclasses import dataclass, replace
from itertools import cycle

import pytest

from leadline.domain.writing.unprintable import without_unprintable
from tests import contract, naughty
from tests.integration.attempts import NAMES_NOTHING, Attempt, Field, fields
from tests.integration.conftest import Functions, Person, Tables, Twilio
from tests.integration.test_receive_message import form, receive
from tests.integration.two_firms import Firm, World, is_webhook, two_firms


@dataclass(frozen=True, slots=True)
class Naughty(Firm):
    """A firm whose people say one thing of their own."""

    says: dict[str, str]

    def by_name(self, operation: str) -> dict[str, str]:
        return {**Firm.by_name(self, operation), **self.says}


@pytest.fixture
def world(functions: Functions, twilio: Twilio, tables: Tables) -> World:
    """Two firms; one of them is naughty."""
    return two_firms(functions, twilio, tables)


@pytest.mark.parametrize("operation", contract.operations())
def test_nothing_breaks_whatever_is_said_in_any_field(world: World, operation: str):
    everything = list(fields(contract.operations()[operation]))
    texts = naughty.ENCODABLE if is_webhook(contract.operations()[operation]) else naughty.OWN
    for field in everything:
        for text, attempt in zip(texts, cycle(saying(field, everything)), strict=False):
            someone = replace(world.a, person=Person(world.a.person.firm, is_admin=True))

            answer = replace(world, a=someone).make(
                attempt, tried=Naughty(someone.person, someone.number, someone.has, someone.key, {field.name: text})
            )

            assert answer.status < 500, f"{attempt}: {text!r}"


def saying(field: Field, everything: list[Field]) -> list[Attempt]:
    """The ways to say one thing: beside what has to be there, and beside each id of one's own that may be."""
    others = [one for one in everything if one is not field]
    plain = tuple(one for one in others if one.name in NAMES_NOTHING and one.required)
    ids = [one for one in others if one.name not in NAMES_NOTHING]
    needed = tuple(one for one in ids if one.required)
    ways = [needed, *((*needed, one) for one in ids if not one.required)]
    return [Attempt(contract.operations()[field.operation], (field,), own, plain) for own in ways]


def test_names_and_words_come_out_as_they_went_in(functions: Functions, firm: str, twilio: Twilio):
    texts = [without_unprintable(text) for text in naughty.packed(naughty.every(), longest=200)]
    for number, text in enumerate(texts):
        person = Person(firm)
        draft = {"recipientPhone": f"+1202556{number:04}", "message": text, "recipientName": text}

        sent = functions.call("send_message", person=person, body=draft)

        assert (sent.status, sent.json["body"]) == (201, text)
        shown = functions.call("read_thread", person=person, path={"threadId": sent.json["threadId"]}).json
        assert (shown["thread"]["name"], shown["messages"][0]["body"]) == (text, text)
    assert [call["form"]["Body"] for call in twilio.calls()] == [[text] for text in texts]


def test_what_leads_say_is_kept_but_for_what_is_no_character(functions: Functions, firm: str, tables: Tables):
    texts = list(naughty.packed(naughty.every(), longest=1600))

    for text in texts:
        assert receive(functions, form(text)).status == 200

    kept = [row["body"] for row in sorted(tables.messages(), key=lambda row: row["sk"])]
    assert kept == [without_unprintable(text) for text in texts]
