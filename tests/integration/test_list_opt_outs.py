"""list_opt_outs: who may not be texted, newest first, and one of them among many."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from leadline.adapters.dynamo.tables.keys import OPT_OUT_SHARDS
from leadline.domain.texting.thread import fingerprint, seal
from tests.integration.conftest import LEAD, Functions, Person, Tables, Twilio, open_firm, thread_of, write
from tests.integration.test_receive_message import form, receive
from tests.integration.wire import Wire

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def page(functions: Functions, person: Person, **query: Any) -> dict[str, Any]:
    """A page of the list."""
    answer = functions.call("list_opt_outs", person=person, query={name: str(value) for name, value in query.items()})
    assert answer.status == 200, answer.text
    return dict(answer.json)


def everything(functions: Functions, person: Person, **query: Any) -> list[dict[str, Any]]:
    """All pages, one after the other."""
    found, cursor = [], None
    while True:
        got = page(functions, person, **query, **({"cursor": cursor} if cursor else {}))
        found += got["optOuts"]
        cursor = got["next"]
        if cursor is None:
            return found


def fill(tables: Tables, firm: str, many: int, *, name: str = "Lead") -> list[str]:
    """Write opt-outs as rows, one a minute; their numbers, newest first."""
    phones = [f"+1202{number + 2_000_000:07}" for number in range(many)]
    (row,) = [row for row in tables.rows("accounts", "firm") if row["pk"] == f"firm#{firm}"]
    threads = [seal(phone, key=row["thread_key"].value) for phone in phones]
    write("opt_outs", (_state(firm, thread, place) for place, thread in enumerate(threads)))
    write(
        "threads",
        (_head(firm, threads[place], phone, f"{name} {place}") for place, phone in enumerate(phones)),
    )
    return phones[::-1]


def _state(firm: str, thread: str, place: int) -> dict[str, Any]:
    at = NOON + timedelta(minutes=place)
    texts = {
        "pk": f"firm#{firm}#person#{fingerprint(thread)}",
        "sk": "state",
        "changed_at": at.strftime("%Y-%m-%dT%H:%M:%S.%f%z"),
        "source": "keyword",
        "thread_id": thread,
        "list_shard": f"firm#{firm}#opt-outs#{place % OPT_OUT_SHARDS}",
        "list_order": f"{at.isoformat(timespec='milliseconds')}#{fingerprint(thread)}",
    }
    return {"opted_out": {"BOOL": True}, **{key: {"S": text} for key, text in texts.items()}}


def _head(firm: str, thread: str, phone: str, name: str) -> dict[str, Any]:
    texts = {"pk": f"firm#{firm}#thread#{thread}", "sk": "thread", "kind": "head"}
    texts |= {"thread_id": thread, "address": phone, "name": name}
    return {key: {"S": text} for key, text in texts.items()}


def test_an_empty_list_is_a_page_too(functions: Functions, dana: Person):
    assert page(functions, dana) == {"optOuts": [], "next": None}


def test_a_stop_is_in_the_list_with_its_number_and_name(functions: Functions, dana: Person, tables: Tables):
    body = {"recipientPhone": LEAD, "recipientName": "Sam Porter", "message": "Hello"}
    functions.call("send_message", person=dana, body=body)

    receive(functions, form("STOP"))

    (found,) = page(functions, dana)["optOuts"]
    assert (found["phone"], found["name"], found["source"]) == (LEAD, "Sam Porter", "keyword")
    assert found["threadId"] == thread_of(tables, dana.firm, LEAD)
    assert found["canBeLifted"] is False


def test_the_providers_refusal_is_in_the_list(functions: Functions, dana: Person, twilio: Twilio):
    twilio.fault("refuse", value=21610, times=1)
    functions.call("send_message", person=dana, body={"recipientPhone": LEAD, "message": "Hello"})

    (found,) = page(functions, dana)["optOuts"]
    assert (found["source"], found["canBeLifted"]) == ("provider", False)


def test_whoever_said_it_last_stands_first_and_start_takes_them_out(functions: Functions, dana: Person):
    for phone in ("+12025550191", "+12025550192", "+12025550193", "+12025550191"):
        receive(functions, form("STOP", From=phone))
    receive(functions, form("START", From="+12025550192", OptOutType="START"))

    phones = [found["phone"] for found in page(functions, dana)["optOuts"]]
    assert phones[0] == "+12025550191" or set(phones) == {"+12025550191", "+12025550193"}


@pytest.mark.parametrize("limit", [1, 7, 25, 50])
def test_pages_join_without_a_gap_or_a_repeat(functions: Functions, dana: Person, tables: Tables, limit: int):
    phones = fill(tables, dana.firm, 60)

    found = everything(functions, dana, limit=limit)

    assert [each["phone"] for each in found] == phones


def test_a_page_is_full_while_there_are_more(functions: Functions, dana: Person, tables: Tables):
    fill(tables, dana.firm, 60)

    got = page(functions, dana)

    assert len(got["optOuts"]) == 25
    assert len(page(functions, dana, cursor=got["next"])["optOuts"]) == 25


@pytest.mark.parametrize(
    "q", ["+12022000007", "+1 (202) 200-0007", "2000007", "202-200-0007", "lead 7", "LEAD  7", "léad 7"]
)
def test_one_is_found_by_number_or_name(functions: Functions, dana: Person, tables: Tables, q: str):
    fill(tables, dana.firm, 30)

    (found,) = everything(functions, dana, q=q)

    assert (found["phone"], found["name"]) == ("+12022000007", "Lead 7")


def test_a_full_number_is_found_by_its_key(functions: Functions, dana: Person, tables: Tables, wire: Wire):
    fill(tables, dana.firm, 30)
    page(functions, dana)
    start = len(wire.calls)

    page(functions, dana, q="(202) 200-0007")

    assert wire.since(start) == ["GetItem", "BatchGetItem"]


def test_a_full_number_that_opted_in_again_is_not_found(functions: Functions, dana: Person, tables: Tables):
    fill(tables, dana.firm, 1)
    (row,) = tables.rows("opt_outs")
    tables.change("opt_outs", row, opted_out=False)

    assert page(functions, dana, q="+12022000000")["optOuts"] == []


def test_a_search_looks_at_a_thousand_and_goes_on_from_there(
    functions: Functions, dana: Person, tables: Tables, wire: Wire
):
    fill(tables, dana.firm, 1200, name="Lead")
    start = len(wire.calls)

    first = page(functions, dana, q="lead 3")

    assert sum(call.items for call in wire.calls[start:] if call.operation == "Query") <= 1000 + 4
    assert first["next"]
    found = everything(functions, dana, q="lead 3")
    assert {each["name"] for each in found} == {f"Lead {n}" for n in range(1200) if str(n).startswith("3")}
    assert everything(functions, dana, q="nobody") == []


@pytest.mark.parametrize("query", [{"q": "x"}, {"q": " a "}, {"q": "x" * 101}, {"limit": "0"}, {"cursor": "x" * 201}])
def test_what_is_malformed_is_refused(functions: Functions, dana: Person, query: dict[str, str]):
    assert functions.call("list_opt_outs", person=dana, query=query).code == "invalid"


def test_another_firms_opt_outs_are_not_shown(functions: Functions, dana: Person, tables: Tables):
    other = Person(open_firm("Another", "+14155550111"))
    fill(tables, other.firm, 3)

    assert page(functions, dana)["optOuts"] == []
    assert page(functions, dana, q="+12022000001")["optOuts"] == []
    assert page(functions, dana, q="lead")["optOuts"] == []


def test_a_sign_in_without_a_firm_is_refused(functions: Functions):
    assert functions.call("list_opt_outs", person=Person("0" * 32)).code == "forbidden"
