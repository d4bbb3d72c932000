"""look_up_numbers: each number is asked about once, in the end always, and a Lookup that fails refuses nobody."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.integration.conftest import Functions, Person, Tables, Twilio, open_firm
from tests.integration.test_receive_message import form, receive
from tests.integration.test_save_lead import save

NUMBER = "+12025550143"


def lookups(twilio: Twilio) -> int:
    """How often Lookup was asked."""
    return len(twilio.http.get("/control/lookups").json())


def line_type(twilio: Twilio, kind: str, number: str = NUMBER) -> None:
    twilio.http.post("/control/phones", json={"number": number, "lineType": kind}).raise_for_status()


def thread(functions: Functions, person: Person, lead: dict[str, Any]) -> dict[str, Any]:
    """A conversation as its page shows it."""
    found: dict[str, Any] = functions.call("read_thread", person=person, path={"threadId": lead["threadId"]}).json
    return dict(found["thread"])


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("landline", "landline"),
        ("pager", "cannot_be_texted"),
        ("premium", "cannot_be_texted"),
        ("sharedCost", "cannot_be_texted"),
        ("voicemail", "cannot_be_texted"),
        ("uan", "cannot_be_texted"),
        ("mobile", None),
        ("fixedVoip", None),
        ("nonFixedVoip", None),
        ("tollFree", None),
        ("personal", None),
        ("unknown", None),
    ],
)
def test_a_new_leads_line_type_decides_whether_it_can_be_texted(
    functions: Functions, dana: Person, twilio: Twilio, kind: str, code: str | None
):
    line_type(twilio, kind)

    lead = save(functions, dana, name="Ann", phone=NUMBER).json
    functions.follow_changes()

    shown = thread(functions, dana, lead)
    assert (shown["refusal"] and shown["refusal"]["code"]) == code
    assert shown["numberCheckedAt"]
    sent = functions.call("send_message", person=dana, body={"leadId": lead["id"], "message": "Hello"})
    assert (sent.status, sent.json.get("code")) == ((400, code) if code else (201, None))
    assert len(twilio.calls()) == (0 if code else 1)


def test_one_number_is_looked_up_once_for_all_its_signups_and_firms(functions: Functions, dana: Person, twilio: Twilio):
    other = Person(open_firm("Other & Co", "+14155550199"))
    line_type(twilio, "landline")
    for person in (dana, dana, other):
        lead = save(functions, person, name="Ann", phone=NUMBER).json
        functions.restart()
        functions.follow_changes()

    assert lookups(twilio) == 1
    assert thread(functions, other, lead)["refusal"]["code"] == "landline"


def test_opening_an_older_leads_conversation_looks_its_number_up_once_however_many_open_it(
    functions: Functions, dana: Person, twilio: Twilio
):
    line_type(twilio, "landline")
    lead = save(functions, dana, name="Ann", phone=NUMBER).json
    functions.streams.records()  # as if it had been made before there were Lookups
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: thread(functions, dana, lead), range(20)))
    functions.follow_changes()

    assert {each["numberCheckedAt"] for each in opened} == {None}
    assert thread(functions, dana, lead)["refusal"]["code"] == "landline"
    assert lookups(twilio) == 1


def test_a_conversation_in_which_the_lead_has_written_needs_no_lookup(
    functions: Functions, dana: Person, twilio: Twilio
):
    receive(functions, form("Hello"))
    (known,) = functions.call("list_threads", person=dana).json["threads"]

    thread(functions, dana, {"threadId": known["id"]})
    functions.follow_changes()

    assert lookups(twilio) == 0


@pytest.mark.parametrize("status", [429, 500, 503, 403])
def test_a_lookup_that_fails_refuses_nobody_and_is_tried_again(
    functions: Functions, dana: Person, twilio: Twilio, status: int
):
    line_type(twilio, "landline")
    twilio.fault("lookup_down", value=status, times=1)
    lead = save(functions, dana, name="Ann", phone=NUMBER).json
    functions.follow_changes()
    assert thread(functions, dana, lead)["refusal"] is None

    functions.hurry()
    functions.follow_changes()

    assert thread(functions, dana, lead)["refusal"]["code"] == "landline"
    assert lookups(twilio) == 2


def test_a_number_that_lookup_does_not_know_can_be_texted(functions: Functions, dana: Person, twilio: Twilio):
    twilio.fault("lookup_missing")
    lead = save(functions, dana, name="Ann", phone=NUMBER).json
    functions.follow_changes()

    assert thread(functions, dana, lead)["refusal"] is None
    assert thread(functions, dana, lead)["numberCheckedAt"]
    assert lookups(twilio) == 1


@pytest.mark.parametrize(
    ("code", "days"), [(60600, 7), (60601, 30), (60603, 1), (60607, 30), (60008, 1), (60004, 1), (12345, 1)]
)
def test_an_answer_that_tells_nothing_refuses_nobody_and_is_asked_for_again_later(
    functions: Functions, dana: Person, twilio: Twilio, tables: Tables, code: int, days: int
):
    twilio.fault("lookup_error", value=code)
    lead = save(functions, dana, name="Ann", phone=NUMBER).json
    functions.follow_changes()

    shown = thread(functions, dana, lead)
    assert (shown["refusal"], shown["canBeTexted"]) == (None, True)
    assert lookups(twilio) == 1
    (row,) = tables.rows("numbers")
    asked, again = (datetime.fromisoformat(row[name]) for name in ("looked_up_at", "ask_again_at"))
    assert again - asked == timedelta(days=days)


def test_too_many_lookups_at_once_are_tried_again_soon(functions: Functions, dana: Person, twilio: Twilio):
    line_type(twilio, "landline")
    twilio.fault("lookup_error", value=60616, times=1)
    lead = save(functions, dana, name="Ann", phone=NUMBER).json
    functions.follow_changes()

    functions.hurry()
    functions.follow_changes()

    assert thread(functions, dana, lead)["refusal"]["code"] == "landline"


def test_a_number_that_lookup_calls_invalid_is_refused(functions: Functions, dana: Person, twilio: Twilio):
    twilio.fault("lookup_invalid")
    lead = save(functions, dana, name="Ann", phone=NUMBER).json
    functions.follow_changes()

    assert thread(functions, dana, lead)["refusal"]["code"] == "invalid_number"
