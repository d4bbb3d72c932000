"""run_schedule: what nobody knows is found out, and what never reached us is brought in."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from leadline.adapters.dynamo.tables.keys import Due, due_shard
from leadline.entrypoints.start import Ended
from tests.integration.conftest import ACCOUNT, LEAD, LINE, WORDS, Functions, Person, Tables, Twilio, aws, open_firm
from tests.integration.test_receive_message import form, opted_out, receive
from tests.integration.wire import Wire

HELLO = {"recipientPhone": LEAD, "message": WORDS}


def send(functions: Functions, person: Person) -> Any:
    """Text the lead."""
    return functions.call("send_message", person=person, body=HELLO)


def statuses(tables: Tables) -> list[str]:
    """What the messages have come to, oldest first."""
    return [row["status"] for row in tables.messages()]


@pytest.fixture
def messaging_service(functions: Functions, twilio: Twilio) -> Person:
    """A member of a firm whose line sends through a Messaging Service."""
    return Person(open_firm("Service & Co", LINE, route=twilio.serve_from_a_messaging_service()))


@pytest.mark.parametrize("fault", ["lost_after", "error_after"])
@pytest.mark.parametrize("sender", ["dana", "messaging_service"])
def test_a_text_whose_answer_was_lost_is_found_in_the_providers_list(
    request: pytest.FixtureRequest, functions: Functions, twilio: Twilio, tables: Tables, fault: str, sender: str
):
    # given
    person: Person = request.getfixturevalue(sender)
    twilio.fault("callbacks_dropped")
    twilio.fault(fault, times=1)
    assert send(functions, person).status == 202

    # when
    assert functions.run_schedule()["settled"] == 0, "it isn't due before a minute has passed"
    tables.make_due()
    assert functions.run_schedule()["settled"] == 1

    # then
    assert set(statuses(tables)) <= {"sent", "delivered"}
    assert tables.messages()[0]["provider_id"] == twilio.calls()[0]["sid"]
    assert "due_at" not in tables.messages()[0]
    assert len(twilio.calls()) == 1


@pytest.mark.parametrize("fault", ["lost_before", "error_before"])
def test_a_text_that_never_arrived_fails_after_two_lists_and_can_be_tried_again(
    functions: Functions, dana: Person, twilio: Twilio, tables: Tables, fault: str
):
    twilio.fault(fault, times=1)
    send(functions, dana)

    # when: the first list doesn't have it, and neither does one some minutes later
    tables.make_due()
    functions.run_schedule()
    assert statuses(tables) == ["sending"]
    tables.make_due()
    functions.run_schedule()
    assert statuses(tables) == ["sending"], "not minutes later yet"
    tables.make_due(absent_since=datetime.now(UTC) - timedelta(minutes=4))
    functions.run_schedule()

    # then
    assert statuses(tables) == ["failed"]
    assert tables.messages()[0]["reason"]
    assert send(functions, dana).status == 201
    assert twilio.taken() == [WORDS]


def test_a_key_whose_text_was_found_never_sent_is_good_for_a_new_try(
    functions: Functions, dana: Person, twilio: Twilio, tables: Tables
):
    key, body = {"idempotency-key": "order-7"}, {"recipientPhone": LEAD, "message": WORDS}
    twilio.fault("lost_before", times=1)
    assert functions.call("send_message", person=dana, body=body, headers=key).status == 202
    tables.make_due()
    functions.run_schedule()
    tables.make_due(absent_since=datetime.now(UTC) - timedelta(minutes=4))
    functions.run_schedule()

    again = functions.call("send_message", person=dana, body=body, headers=key)

    assert again.status == 201
    assert twilio.taken() == [WORDS]


def test_a_list_that_cannot_be_read_proves_nothing(functions: Functions, dana: Person, twilio: Twilio, tables: Tables):
    twilio.fault("lost_after", times=1)
    send(functions, dana)
    twilio.fault("list_down")

    for _ in range(3):
        tables.make_due(absent_since=datetime.now(UTC) - timedelta(minutes=10))
        functions.run_schedule()

    assert statuses(tables) == ["sending"]


def test_a_text_that_shows_up_late_in_the_list_is_not_failed(
    functions: Functions, dana: Person, twilio: Twilio, tables: Tables
):
    twilio.fault("list_slow", value=1)
    twilio.fault("lost_after", times=1)
    send(functions, dana)
    tables.make_due()
    functions.run_schedule()
    assert statuses(tables) == ["sending"]

    while not twilio.http.get(f"/2010-04-01/Accounts/{ACCOUNT.sid}/Messages.json").json()["messages"]:
        continue
    tables.make_due(absent_since=datetime.now(UTC) - timedelta(minutes=4))
    functions.run_schedule()

    assert set(statuses(tables)) <= {"sent", "delivered"}


def test_after_a_crash_once_the_provider_accepted_an_identical_click_sends_nothing(
    functions: Functions, messaging_service: Person, twilio: Twilio, tables: Tables, wire: Wire
):
    # given: the process dies between the provider's answer and writing it down
    class Dies(BaseException):
        pass

    def die(call: Any) -> None:
        if call.operation == "TransactWriteItems" and twilio.taken():
            raise Dies

    twilio.fault("callbacks_dropped")
    wire.trouble = die
    with pytest.raises(Dies):
        send(functions, messaging_service)
    wire.calm()
    functions.restart()

    # when
    again = send(functions, messaging_service)
    tables.make_due()
    functions.run_schedule()

    # then
    assert (again.status, again.json["status"]) == (202, "sending")
    assert len(twilio.calls()) == 1
    assert set(statuses(tables)) <= {"sent", "delivered"}


@pytest.mark.parametrize("status", ["sent", "failed", "scheduled"])
def test_what_is_due_for_another_purpose_is_left_alone(functions: Functions, dana: Person, tables: Tables, status: str):
    send(functions, dana)
    (row,) = tables.messages()
    tables.change(
        "threads", row, status=status, due_shard=due_shard(Due.RELEASE, 0), due_at="2020-01-01T00:00:00.000000+0000"
    )
    before = tables.everything()

    assert functions.run_schedule()["settled"] == 0

    after = tables.everything()
    assert (after["threads"], after["limits"]) == (before["threads"], before["limits"])


def test_an_account_that_cannot_be_asked_does_not_hold_up_the_others(
    functions: Functions, dana: Person, twilio: Twilio, tables: Tables
):
    # given: two unknown sends, the older one of an account whose token was taken away
    twilio.fault("lost_after", times=1)
    send(functions, dana)
    (older,) = tables.messages()
    tables.change("threads", older, provider_account="AC" + "f" * 32)
    lee = Person(dana.firm)
    twilio.fault("lost_after", times=1)
    send(functions, lee)

    tables.make_due()
    assert functions.run_schedule()["settled"] == 1

    assert statuses(tables).count("sending") == 1


def test_what_was_looked_at_last_waits_for_what_was_not_looked_at_yet(
    functions: Functions, dana: Person, twilio: Twilio, tables: Tables
):
    # given: three unknown sends; the oldest was looked at just now, and is due again
    from leadline import wiring

    for number in range(3):
        twilio.fault("lost_before", times=1)
        functions.call("send_message", person=dana, body=HELLO | {"message": f"{number}"})
    now = datetime.now(UTC)
    for number, row in enumerate(tables.messages()):
        due = now - timedelta(seconds=10 if number == 0 else 60 - number)
        tables.change("threads", row, due_at=due.strftime("%Y-%m-%dT%H:%M:%S.%f%z"))

    # when, then
    assert [message.body for message in wiring.sends().due(until=now, limit=3)] == ["1", "2", "0"]
    assert [message.body for message in wiring.sends().due(until=now, limit=1)] == ["1"]


def test_a_callback_that_comes_between_the_list_and_its_writing_down_is_not_undone(
    functions: Functions, dana: Person, twilio: Twilio, tables: Tables, wire: Wire
):
    # given
    twilio.fault("callbacks_dropped")
    twilio.fault("lost_after", times=1)
    send(functions, dana)
    tables.make_due()
    (row,) = tables.messages()
    outcome = {"status": "failed", "provider_id": "SM1"}

    def call_back(call: Any) -> None:
        if call.operation == "TransactWriteItems":
            wire.calm()
            tables.change("threads", row, **outcome)

    # when
    wire.trouble = call_back
    functions.run_schedule()

    # then
    (row,) = tables.messages()
    assert {name: row[name] for name in outcome} == outcome


def test_an_unknown_send_that_failed_at_a_landline_teaches_that_the_number_gets_no_texts(
    functions: Functions, messaging_service: Person, twilio: Twilio, tables: Tables
):
    # given
    twilio.fault("callbacks_dropped")
    twilio.fault("lost_after", times=1)
    twilio.http.post("/control/phones", json={"number": LEAD, "outcome": "21614"}).raise_for_status()
    send(functions, messaging_service)
    twilio.settle()

    # when
    tables.make_due()
    assert functions.run_schedule()["settled"] == 1

    # then
    assert statuses(tables) == ["failed"]
    again = send(functions, messaging_service)
    assert (again.status, again.code) == (400, "landline")
    assert len(twilio.calls()) == 1


# ---- The sweep ------------------------------------------------------------------------------------------------------


def test_texts_that_never_reached_us_are_brought_in_once(
    functions: Functions, dana: Person, twilio: Twilio, tables: Tables
):
    twilio.fault("webhook_dropped")
    twilio.text("Are you there?")
    twilio.text("STOP")

    assert functions.run_schedule()["swept_in"] == 2
    assert functions.run_schedule()["swept_in"] == 0

    assert sorted(row["body"] for row in tables.messages()) == ["Are you there?", "STOP"]
    assert opted_out(tables) is True
    assert functions.call("list_threads", person=dana).json["threads"][0]["unreadCount"] == 2


def test_texts_that_outgrow_a_page_are_all_brought_in(
    functions: Functions, dana: Person, twilio: Twilio, tables: Tables
):
    # given: 40 texts were missed, a STOP first, and a page of the list has 15
    twilio.fault("webhook_dropped")
    twilio.fault("list_short", value=15)
    for words in ("STOP", *(f"{number}" for number in range(39))):
        twilio.text(words)

    # when, then
    assert functions.run_schedule()["swept_in"] == 40
    assert opted_out(tables) is True
    assert functions.run_schedule()["swept_in"] == 0


def test_a_text_that_went_out_is_found_behind_the_first_page_of_the_list(
    functions: Functions, dana: Person, twilio: Twilio, tables: Tables
):
    # given: an unknown send, and five later ones to the same lead
    twilio.fault("callbacks_dropped")
    twilio.fault("lost_after", times=1)
    send(functions, dana)
    for number in range(5):
        functions.call("send_message", person=dana, body=HELLO | {"message": f"{number}"})
    twilio.fault("list_short", value=2)

    # when
    for _ in range(2):
        tables.make_due(absent_since=datetime.now(UTC) - timedelta(minutes=4))
        functions.run_schedule()

    # then
    assert set(statuses(tables)) <= {"sent", "delivered"}
    assert tables.messages()[0]["provider_id"] == twilio.calls()[0]["sid"]


def test_what_the_webhook_brought_is_not_brought_again(
    functions: Functions, dana: Person, twilio: Twilio, tables: Tables
):
    sent = twilio.text("Hi")
    receive(functions, form("Hi", sid=sent["sid"]))

    assert functions.run_schedule()["swept_in"] == 0
    assert len(tables.messages()) == 1


def test_a_webhook_that_comes_after_the_sweep_changes_nothing(
    functions: Functions, dana: Person, twilio: Twilio, tables: Tables
):
    sent = twilio.text("Hi")
    functions.run_schedule()
    before = tables.rows("threads")

    assert receive(functions, form("Hi", sid=sent["sid"])).status == 200
    assert tables.rows("threads") == before


def test_an_older_text_that_is_swept_in_does_not_stand_above_newer_ones(
    functions: Functions, dana: Person, twilio: Twilio
):
    twilio.text("Swept in")
    send(functions, dana)

    functions.run_schedule()

    (thread,) = functions.call("list_threads", person=dana).json["threads"]
    assert thread["lastMessage"]["preview"] == WORDS
    assert thread["unreadCount"] == 1


def test_pictures_of_a_swept_text_are_kept(functions: Functions, dana: Person, twilio: Twilio, tables: Tables):
    twilio.text("Look", pictures=[{"contentType": "image/png", "base64": "aGk="}])

    functions.run_schedule()

    (message,) = functions.call("read_thread", person=dana, path={"threadId": tables.messages()[0]["thread_id"]}).json[
        "messages"
    ]
    assert message["media"] == [{"contentType": "image/png"}]


def test_a_line_that_cannot_be_swept_does_not_hold_up_the_others(
    functions: Functions, dana: Person, twilio: Twilio, tables: Tables
):
    open_firm("Other & Co", "+14155550101")
    for row in tables.rows("accounts", "line"):
        if row["firm_id"] != dana.firm:
            tables.change("accounts", row, provider_account="AC" + "f" * 32)
    twilio.text("Hi")

    assert functions.run_schedule()["swept_in"] == 1


def test_a_line_whose_progress_cannot_be_noted_does_not_hold_up_the_others(
    functions: Functions, dana: Person, twilio: Twilio, tables: Tables, wire: Wire
):
    # given: DynamoDB's answers about the first of two lines get lost, the SDK's own retries included
    open_firm("Other & Co", "+14155550101")
    twilio.text("Hi")
    wire.lose_answers("UpdateItem", times=3)

    # when, then
    assert functions.run_schedule()["swept_in"] <= 1
    functions.run_schedule()
    assert [row["body"] for row in tables.messages()] == ["Hi"]
    assert all("swept_until" in row for row in tables.rows("accounts", "line"))


def test_a_swept_text_whose_number_was_taken_from_its_firm_meanwhile_is_shown_to_nobody(
    functions: Functions, dana: Person, twilio: Twilio, tables: Tables, wire: Wire
):
    # given: the number's owner goes while the run looks which texts are new
    twilio.text("Hi")
    (owner,) = tables.rows("accounts", "address")

    def take_away(call: Any) -> None:
        if call.operation == "BatchGetItem":
            key = {"pk": {"S": owner["pk"]}, "sk": {"S": owner["sk"]}}
            aws("dynamodb").delete_item(TableName="accounts", Key=key)

    # when
    wire.trouble = take_away
    counts = functions.run_schedule()

    # then
    assert counts["swept_in"] == 0
    assert not tables.messages()
    assert [row["body"] for row in tables.rows("accounts", "quarantine")] == ["Hi"]


def test_an_inactive_line_is_not_swept(functions: Functions, dana: Person, twilio: Twilio, tables: Tables):
    (row,) = tables.rows("accounts", "line")
    del row["sweep_shard"]
    aws("dynamodb").delete_item(TableName="accounts", Key={"pk": {"S": row["pk"]}, "sk": {"S": row["sk"]}})
    tables.change("accounts", row, active=False)
    twilio.text("Hi")

    assert functions.run_schedule() == {"settled": 0, "swept_in": 0, "oldest_unsettled_seconds": 0}


def test_a_run_that_fails_is_known_to_have_failed(functions: Functions, firm: str, wire: Wire):
    wire.refuse("Query", "ThrottlingException")

    with pytest.raises(Ended, match="Overloaded"):
        functions.run_schedule()
