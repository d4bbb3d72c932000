"""send_message: one text out, and everything that may stand in its way."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from leadline.domain.errors import Landline, OptedOut
from tests.integration.conftest import (
    ACCOUNT,
    LEAD,
    LINE,
    PUBLIC_URL,
    WORDS,
    Answer,
    Functions,
    Person,
    Tables,
    Twilio,
    open_firm,
    person_key,
)
from tests.integration.wire import Wire

HELLO = {"recipientPhone": LEAD, "message": WORDS}


@pytest.fixture
def messaging_service(functions: Functions, twilio: Twilio) -> Person:
    """A member of a firm whose line sends through a Messaging Service."""
    return Person(open_firm("Service & Co", LINE, route=twilio.serve_from_a_messaging_service()))


def send(functions: Functions, person: Person, message: str = WORDS, **fields: Any) -> Answer:
    """Text Sam."""
    return functions.call("send_message", person=person, body={"recipientPhone": LEAD, "message": message} | fields)


# ---- What goes out --------------------------------------------------------------------------------------------------


def test_a_text_goes_out_and_comes_back_as_sent(functions: Functions, dana: Person, twilio: Twilio):
    answer = functions.call("send_message", person=dana, body=HELLO)

    assert answer.status == 201, answer.text
    assert answer.json["status"] == "sent"
    assert answer.json["userName"] == "Dana Reyes"
    assert [call["form"]["Body"] for call in twilio.calls()] == [[WORDS]]


def test_a_text_is_sent_exactly_as_typed(functions: Functions, dana: Person, twilio: Twilio):
    body = "  Hi — “Sam” 👋🏽\n\n<b>&amp;</b> %00 \\ \t "

    assert send(functions, dana, body).json["body"] == body
    assert twilio.taken() == [body]


def test_the_callback_address_is_ours_and_names_no_phone(functions: Functions, dana: Person, twilio: Twilio):
    message = functions.call("send_message", person=dana, body=HELLO).json

    (address,) = twilio.calls()[0]["form"]["StatusCallback"]
    assert address == f"{PUBLIC_URL}/webhooks/twilio/deliveries/{dana.firm}.{message['threadId']}.{message['id']}"


@pytest.mark.parametrize("size", [1600])
def test_1600_characters_go_out(functions: Functions, dana: Person, twilio: Twilio, size: int):
    assert send(functions, dana, "a" * size).status == 201


def test_a_conversation_can_be_answered_by_its_id(functions: Functions, dana: Person, twilio: Twilio):
    thread = functions.call("send_message", person=dana, body=HELLO).json["threadId"]

    answer = functions.call("send_message", person=dana, body={"threadId": thread, "message": "And another"})

    assert answer.status == 201
    assert answer.json["threadId"] == thread
    assert [call["form"]["To"] for call in twilio.calls()] == [[LEAD], [LEAD]]


def test_a_firm_with_a_messaging_service_sends_through_it(
    functions: Functions, messaging_service: Person, twilio: Twilio
):
    assert send(functions, messaging_service).json["status"] == "sent"

    form = twilio.calls()[0]["form"]
    assert form["MessagingServiceSid"][0].startswith("MG")
    assert "From" not in form


# ---- Malformed requests ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["message"]),
        ({"message": "Hi"}, ["recipientPhone"]),
        ({"message": "", "recipientPhone": LEAD}, ["message"]),
        ({"message": " \n\t ", "recipientPhone": LEAD}, ["message"]),
        ({"message": "a" * 1601, "recipientPhone": LEAD}, ["message"]),
        ({"message": "😀" * 1601, "recipientPhone": LEAD}, ["message"]),
        ({"message": None, "recipientPhone": LEAD}, ["message"]),
        ({"message": 5, "recipientPhone": LEAD}, ["message"]),
        ({"message": ["Hi"], "recipientPhone": {"a": 1}}, ["message", "recipientPhone"]),
        ({"message": True, "leadId": 7, "lineId": []}, ["leadId", "lineId", "message"]),
        ({"message": "Hi", "recipientPhone": ""}, ["recipientPhone"]),
        ({"message": "Hi", "recipientPhone": LEAD, "messageType": "fax"}, ["messageType"]),
        ({"message": "Hi", "recipientPhone": LEAD, "threadId": "t"}, ["recipientPhone"]),
        ({"message": "Hi", "threadId": "x" * 513}, ["threadId"]),
        ({"message": "Hi", "recipientPhone": LEAD, "recipientName": "x" * 201}, ["recipientName"]),
        ({"message": "Hi", "recipientPhone": LEAD, "lead_id": "x"}, ["lead_id"]),
        ({"message": "Hi", "recipientPhone": LEAD, "self": 1, "errors": 2}, ["errors", "self"]),
        ({"message": "Hi", "recipientPhone": LEAD, "": 1, "a__b": 2}, ["", "a__b"]),
        ([], ["body"]),
        ("Hi", ["body"]),
        (7, ["body"]),
    ],
    ids=lambda value: str(value)[:40],
)
def test_each_malformed_field_is_named(functions: Functions, dana: Person, body: Any, fields: list[str]):
    answer = functions.call("send_message", person=dana, body=body)

    assert (answer.status, answer.code) == (400, "invalid")
    assert sorted(error["field"] for error in answer.json["errors"]) == fields


@pytest.mark.parametrize(
    "raw",
    ["", "{", "null", "{'message': 'Hi'}", '{"message": "Hi"}}', "\ud800", '{"message": "\\ud800"}', "[" * 60000, "\0"],
    ids=lambda raw: repr(raw)[:20],
)
def test_what_isnt_json_is_refused(functions: Functions, dana: Person, raw: str):
    answer = functions.call("send_message", person=dana, raw=raw)

    assert (answer.status, answer.code) == (400, "invalid")
    assert [error["field"] for error in answer.json["errors"]] == ["body"]


@pytest.mark.parametrize("content_type", ["text/plain", "", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_only_json_is_read(functions: Functions, dana: Person, content_type: str):
    answer = functions.call("send_message", person=dana, body=HELLO, headers={"content-type": content_type})

    assert (answer.status, answer.code) == (400, "invalid")
    assert answer.json["errors"][0]["field"] == "Content-Type"


def test_a_charset_in_the_content_type_does_no_harm(functions: Functions, dana: Person):
    headers = {"content-type": "Application/JSON; charset=utf-8"}

    assert functions.call("send_message", person=dana, body=HELLO, headers=headers).status == 201


@pytest.mark.parametrize("size", [64 * 1024 + 1, 1024 * 1024])
def test_a_body_over_64_kb_is_too_large(functions: Functions, dana: Person, size: int):
    answer = functions.call("send_message", person=dana, raw=" " * size)

    assert (answer.status, answer.code) == (413, "too_large")


@pytest.mark.parametrize("key", ["", " ", "a b", "é", "x" * 256, "\n"])
def test_an_idempotency_key_is_visible_ascii(functions: Functions, dana: Person, key: str):
    answer = functions.call("send_message", person=dana, body=HELLO, headers={"idempotency-key": key})

    assert (answer.status, answer.code) == (400, "invalid")
    assert answer.json["errors"][0]["field"] == "Idempotency-Key"


# ---- Who may ask ----------------------------------------------------------------------------------------------------


def test_an_access_token_is_refused_before_anything_else_is_looked_at(functions: Functions, dana: Person):
    claims = {"token_use": "access", "sub": dana.sub}

    for body in (HELLO, {}):
        answer = functions.call("send_message", body=body, claims=claims)
        assert (answer.status, answer.code) == (401, "unauthorized")


def test_a_sign_in_without_a_firm_is_forbidden(functions: Functions, dana: Person):
    claims = {name: value for name, value in dana.claims().items() if name != "custom:firm"}

    for body in (HELLO, {}):
        answer = functions.call("send_message", body=body, claims=claims)
        assert (answer.status, answer.code) == (403, "forbidden")


def test_a_sign_in_to_a_firm_that_is_gone_is_forbidden(functions: Functions):
    answer = functions.call("send_message", person=Person("0" * 32), body=HELLO)

    assert (answer.status, answer.code) == (403, "forbidden")


# ---- What stands in the way, in PRODUCT's order ---------------------------------------------------------------------


def _two_way_off(tables: Tables, functions: Functions, dana: Person) -> None:
    tables.change("accounts", tables.rows("accounts", "firm")[0], two_way=False)


def _line_off(tables: Tables, functions: Functions, dana: Person) -> None:
    tables.change("accounts", tables.rows("accounts", "line")[0], active=False)


def _opt_out(tables: Tables, functions: Functions, dana: Person) -> None:
    row = {"pk": person_key(tables, dana.firm, LEAD), "sk": "state", "opted_out": True}
    tables.change("opt_outs", row, changed_at="2026-11-22T12:00:00.000000+0000", exact=True)


def _landline(tables: Tables, functions: Functions, dana: Person) -> None:
    tables.change("numbers", {"pk": LEAD}, refusal="landline", learned_at="2026-11-22T12:00:00.000000+0000")


def _ten_texts(tables: Tables, functions: Functions, dana: Person) -> None:
    for number in range(10):
        assert send(functions, dana, f"{number}").status == 201


OBSTACLES = [
    ({"message": " "}, lambda *_: None, 400, "invalid"),
    ({"recipientPhone": "+1202"}, lambda *_: None, 400, "invalid_number"),
    ({}, _two_way_off, 403, "two_way_off"),
    ({"leadId": "nobody"}, lambda *_: None, 404, "not_found"),
    ({"lineId": "none"}, lambda *_: None, 404, "not_found"),
    ({}, _line_off, 500, "delivery_failed"),
    ({}, _opt_out, 403, "opted_out"),
    ({}, _landline, 400, "landline"),
    ({}, _ten_texts, 429, "rate_limited"),
]


@pytest.mark.parametrize("first", range(len(OBSTACLES)), ids=[row[3] for row in OBSTACLES])
def test_of_several_things_that_are_wrong_the_first_is_told(
    functions: Functions, dana: Person, tables: Tables, twilio: Twilio, first: int
):
    # given: this is wrong, and all that comes after it
    body: dict[str, Any] = dict(HELLO)
    for fields, put_up, _, _ in reversed(OBSTACLES[first:]):
        put_up(tables, functions, dana)
        body |= fields
    functions.restart()
    before, calls = tables.everything(), len(twilio.calls())

    # when
    answer = functions.call("send_message", person=dana, body=body)

    # then: it is told, and nothing has changed
    assert (answer.status, answer.code) == OBSTACLES[first][2:]
    assert tables.everything() == before
    assert len(twilio.calls()) == calls


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"messageType": "email"}, "message_type_not_served"),
        ({"messageType": "imessage"}, "message_type_not_served"),
        ({"recipientEmail": "sam@example.com"}, "message_type_not_served"),
        ({"scheduledAt": "2027-01-01T09:00:00Z"}, "scheduling_not_served"),
        ({"recipientPhone": "+11234567890"}, "invalid_number"),
        ({"recipientPhone": "2025550143"}, "invalid_number"),
    ],
)
def test_what_isnt_served_yet_has_a_code_of_its_own(
    functions: Functions, dana: Person, fields: dict[str, str], code: str
):
    answer = send(functions, dana, **fields)

    assert (answer.status, answer.code) == (400, code)


@pytest.mark.parametrize("known", ["invalid_number", "landline", "cannot_be_texted"])
def test_a_number_known_not_to_take_texts_is_refused_with_its_reason(
    functions: Functions, dana: Person, tables: Tables, known: str
):
    tables.change("numbers", {"pk": LEAD}, refusal=known)

    answer = send(functions, dana)

    assert (answer.status, answer.code) == (400, known)


def test_the_words_for_an_opt_out_and_a_landline_are_the_products(functions: Functions, dana: Person, tables: Tables):
    _opt_out(tables, functions, dana)
    assert send(functions, dana).json["detail"] == str(OptedOut())

    tables.client.delete_item(
        TableName="opt_outs", Key={"pk": {"S": person_key(tables, dana.firm, LEAD)}, "sk": {"S": "state"}}
    )
    _landline(tables, functions, dana)
    assert send(functions, dana).json["detail"] == str(Landline())


@pytest.mark.parametrize("phone", [None, LEAD])
def test_a_lead_is_texted_at_its_phone_where_it_has_one(
    functions: Functions, dana: Person, tables: Tables, phone: str | None
):
    more = {"phone": phone} if phone else {}
    row = {
        "pk": f"firm#{dana.firm}#lead#sam",
        "sk": "lead",
        "name": "Sam",
        "created_at": "2026-11-22T12:00:00.000000+0000",
    }
    tables.change("leads", row | more)

    answer = functions.call("send_message", person=dana, body={"leadId": "sam", "message": WORDS})

    assert (answer.status, answer.json.get("code")) == ((201, None) if phone else (400, "no_phone"))


@pytest.mark.parametrize("field", ["threadId", "leadId", "lineId"])
def test_another_firms_things_are_as_good_as_missing(functions: Functions, dana: Person, tables: Tables, field: str):
    # given: another firm with a lead and a conversation
    other = Person(open_firm("Other & Co", "+14155550101"))
    tables.change(
        "leads",
        {"pk": f"firm#{other.firm}#lead#sam", "sk": "lead", "name": "Sam", "phone": LEAD},
        created_at="2026-11-22T12:00:00.000000+0000",
    )
    theirs = {
        "threadId": send(functions, other, recipientPhone="+12025550150").json.get("threadId", "none"),
        "leadId": "sam",
        "lineId": next(row["line_id"] for row in tables.rows("accounts", "line") if row["firm_id"] == other.firm),
    }
    recipient = {} if field == "threadId" else {"recipientPhone": LEAD}

    # when
    answers = [
        functions.call("send_message", person=dana, body={"message": WORDS, field: value} | recipient)
        for value in (theirs[field], "missing")
    ]

    # then
    assert [(answer.status, answer.code) for answer in answers] == [(404, "not_found")] * 2
    assert answers[0].text == answers[1].text


# ---- Double clicks, keys, the rate limit ----------------------------------------------------------------------------


def test_a_double_click_is_one_message(functions: Functions, dana: Person, twilio: Twilio):
    first = functions.call("send_message", person=dana, body=HELLO)
    second = functions.call("send_message", person=dana, body=HELLO)

    assert (first.status, second.status) == (201, 200)
    assert second.json == first.json
    assert len(twilio.calls()) == 1


def test_after_two_seconds_it_is_a_new_message(functions: Functions, dana: Person, twilio: Twilio, tables: Tables):
    functions.call("send_message", person=dana, body=HELLO)
    (click,) = [row for row in tables.rows("limits") if row["sk"].startswith("click#")]
    tables.change("limits", click, clicked_at=click["clicked_at"] - 2000, closed_at=click["closed_at"] - 2000)

    assert functions.call("send_message", person=dana, body=HELLO).status == 201
    assert len(twilio.calls()) == 2


def test_the_eleventh_text_in_a_minute_is_refused(functions: Functions, dana: Person, twilio: Twilio):
    for number in range(10):
        assert send(functions, dana, f"{number}").status == 201

    answer = send(functions, dana, "one more")

    assert (answer.status, answer.code) == (429, "rate_limited")
    assert answer.json["detail"] == "Rate limit: 10 messages per minute. Try again shortly."
    assert 45 <= int(answer.headers["retry-after"]) <= 60
    assert len(twilio.calls()) == 10
    assert send(functions, Person(dana.firm), "another user").status == 201


def test_the_same_key_answers_with_the_first_message(functions: Functions, dana: Person, twilio: Twilio):
    key = {"idempotency-key": "order-7"}
    first = functions.call("send_message", person=dana, body=HELLO, headers=key)
    other = send(functions, dana, "Something else")

    second = functions.call("send_message", person=dana, body=HELLO, headers=key)

    assert second.status == 200
    assert second.json["id"] == first.json["id"] != other.json["id"]
    assert len(twilio.calls()) == 2


def test_the_same_key_for_another_message_is_a_conflict(functions: Functions, dana: Person, twilio: Twilio):
    key = {"idempotency-key": "order-7"}
    functions.call("send_message", person=dana, body=HELLO, headers=key)

    answer = functions.call("send_message", person=dana, body=HELLO | {"message": "Else"}, headers=key)

    assert (answer.status, answer.code) == (409, "conflict")
    assert len(twilio.calls()) == 1


def test_another_users_key_is_another_key(functions: Functions, dana: Person, twilio: Twilio):
    key = {"idempotency-key": "order-7"}
    for person in (dana, Person(dana.firm)):
        assert functions.call("send_message", person=person, body=HELLO, headers=key).status == 201


def test_a_key_holds_for_24_hours(functions: Functions, dana: Person, twilio: Twilio, tables: Tables):
    key = {"idempotency-key": "order-7"}
    functions.call("send_message", person=dana, body=HELLO, headers=key)
    for row in tables.rows("limits"):
        if row["sk"] == "key#order-7":
            assert abs(int(row["expires_at"]) - datetime.now(UTC).timestamp() - 86400) < 60
            tables.change("limits", row, expires_at=int(datetime.now(UTC).timestamp()))

    assert functions.call("send_message", person=dana, body=HELLO | {"message": "Else"}, headers=key).status == 201


def test_after_a_definite_failure_the_same_key_is_a_new_try(functions: Functions, dana: Person, twilio: Twilio):
    key = {"idempotency-key": "order-7"}
    twilio.fault("refuse", value=21611, times=1)
    assert functions.call("send_message", person=dana, body=HELLO, headers=key).code == "delivery_failed"

    again = functions.call("send_message", person=dana, body=HELLO, headers=key)

    assert again.status == 201
    assert twilio.taken() == [HELLO["message"]]


# ---- What the provider says -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("twilio_code", "status", "code"),
    [
        (21211, 400, "invalid_number"),
        (21265, 400, "cannot_be_texted"),
        (21408, 500, "delivery_failed"),
        (21606, 500, "delivery_failed"),
        (21608, 500, "delivery_failed"),
        (21610, 403, "opted_out"),
        (21611, 500, "delivery_failed"),
        (21612, 500, "delivery_failed"),
        (21614, 400, "landline"),
        (21635, 400, "landline"),
        (21705, 500, "delivery_failed"),
        (29999, 500, "delivery_failed"),
    ],
)
def test_a_refusal_of_the_provider_is_told_and_recorded(
    functions: Functions, dana: Person, twilio: Twilio, tables: Tables, twilio_code: int, status: int, code: str
):
    twilio.fault("refuse", value=twilio_code, times=1)

    answer = functions.call("send_message", person=dana, body=HELLO)

    assert (answer.status, answer.code) == (status, code)
    assert answer.json["message"]["status"] == "failed"
    assert answer.json["message"]["error"]["providerCode"] == twilio_code
    assert tables.messages()[0]["status"] == "failed"

    # and the next click is a new try, which asks the provider unless the number itself was refused
    again = functions.call("send_message", person=dana, body=HELLO)
    assert again.status == (201 if status == 500 else status)
    assert len(twilio.calls()) == (2 if status == 500 else 1)


@pytest.mark.parametrize(
    ("twilio_code", "status", "code"),
    [
        (21610, 403, "opted_out"),
        (21614, 400, "landline"),
        (30003, 400, "unreachable"),
        (30004, 400, "carrier_blocked"),
        (30005, 400, "number_gone"),
        (30006, 400, "unreachable_carrier"),
        (30007, 400, "carrier_filtered"),
        (30610, 400, "quiet_hours"),
        (30008, 500, "delivery_failed"),
        (30034, 500, "delivery_failed"),
        (39999, 500, "delivery_failed"),
    ],
)
def test_what_is_undelivered_at_once_is_told_by_whose_trouble_it_is(
    functions: Functions, dana: Person, twilio: Twilio, tables: Tables, twilio_code: int, status: int, code: str
):
    twilio.fault("undelivered_at_once", value=twilio_code, times=1)

    answer = functions.call("send_message", person=dana, body=HELLO)

    assert (answer.status, answer.code) == (status, code)
    assert answer.json["message"]["error"]["providerCode"] == twilio_code
    (row,) = tables.messages()
    assert (row["status"], row["provider_id"]) == ("failed", twilio.calls()[0]["sid"])


def test_the_firms_own_number_is_no_recipient(functions: Functions, dana: Person, twilio: Twilio):
    own = functions.call("read_session", person=dana).json["lines"][0]["address"]

    answer = functions.call("send_message", person=dana, body={"recipientPhone": own, "message": "Hello"})

    assert (answer.status, answer.code) == (400, "cannot_be_texted")
    assert "own number" in answer.json["detail"]
    assert twilio.calls() == []


@pytest.mark.parametrize(("emoji", "status"), [(800, 201), (801, 400)])
def test_a_text_that_no_carrier_takes_in_one_piece_is_refused_before_it_is_sent(
    functions: Functions, dana: Person, twilio: Twilio, emoji: int, status: int
):
    answer = functions.call("send_message", person=dana, body=HELLO | {"message": "😀" * emoji})

    assert answer.status == status
    assert len(twilio.calls()) == (1 if status == 201 else 0)
    if status == 400:
        assert [error["field"] for error in answer.json["errors"]] == ["message"]


def test_a_landline_is_known_to_every_firm_from_then_on(
    functions: Functions, dana: Person, twilio: Twilio, tables: Tables
):
    twilio.fault("refuse", value=21614, times=1)
    send(functions, dana)
    other = Person(open_firm("Other & Co", "+14155550101"))

    answer = send(functions, other)

    assert (answer.status, answer.code) == (400, "landline")
    assert tables.rows("numbers")[0]["pk"] == LEAD


def test_a_stop_at_the_provider_opts_out_here_too(functions: Functions, dana: Person, twilio: Twilio, tables: Tables):
    # given: a STOP that never reached us
    twilio.fault("webhook_dropped")
    twilio.text("STOP")

    answer = functions.call("send_message", person=dana, body=HELLO)

    assert (answer.status, answer.code) == (403, "opted_out")
    (state,) = [row for row in tables.rows("opt_outs") if row["sk"] == "state"]
    assert (state["opted_out"], state["source"]) == (True, "provider")


def test_a_wrong_token_of_ours_is_trouble_with_the_line(
    functions: Functions, dana: Person, twilio: Twilio, tables: Tables
):
    functions.rotate(**{ACCOUNT.sid: ["revoked"]})

    answer = functions.call("send_message", person=dana, body=HELLO)

    assert (answer.status, answer.code) == (500, "delivery_failed")
    assert answer.json["message"]["error"] == {
        "code": "line_refused",
        "message": answer.json["detail"],
        "providerCode": 20003,
    }


def test_too_many_requests_are_tried_again(functions: Functions, dana: Person, twilio: Twilio):
    twilio.fault("too_many", times=1)

    assert functions.call("send_message", person=dana, body=HELLO).status == 201
    assert [call["answer"] for call in twilio.calls()] == ["429", "201"]
    assert twilio.taken() == [WORDS]


def test_someone_who_says_stop_while_the_provider_is_busy_is_not_texted_and_keeps_their_word(
    functions: Functions, dana: Person, twilio: Twilio, tables: Tables, wire: Wire
):
    # given: their STOP comes between two tries
    twilio.fault("too_many", times=1)

    def stop(call: Any) -> None:
        if call.operation == "GetItem":
            wire.calm()
            row = {"pk": person_key(tables, dana.firm, LEAD), "sk": "state", "opted_out": True, "source": "keyword"}
            tables.change("opt_outs", row, changed_at="2026-11-22T12:00:00.000000+0000", exact=True)

    wire.trouble = stop

    # when
    answer = functions.call("send_message", person=dana, body=HELLO)

    # then
    assert (answer.status, answer.code) == (403, "opted_out")
    assert not twilio.taken()
    assert [row["source"] for row in tables.rows("opt_outs")] == ["keyword"], "the provider said nothing of the kind"


@pytest.mark.parametrize("fault", ["error_before", "error_after", "lost_before", "lost_after"])
def test_an_answer_that_says_nothing_leaves_the_text_sending_and_is_never_sent_again(
    functions: Functions, dana: Person, twilio: Twilio, fault: str
):
    twilio.fault(fault, times=1)

    first = functions.call("send_message", person=dana, body=HELLO)
    second = functions.call("send_message", person=dana, body=HELLO)

    assert (first.status, first.json["status"]) == (202, "sending")
    assert (second.status, second.json) == (202, first.json)
    assert len(twilio.calls()) == 1


def test_an_identical_click_during_a_slow_answer_gets_the_first_message(
    functions: Functions, messaging_service: Person, twilio: Twilio, tables: Tables
):
    # given: no callbacks, and an answer that takes its time
    twilio.fault("callbacks_dropped")
    twilio.fault("answer_slow", value=2.6, times=1)
    answers: list[Answer] = []
    slow = threading.Thread(
        target=lambda: answers.append(functions.call("send_message", person=messaging_service, body=HELLO))
    )
    slow.start()
    while not twilio.calls():
        continue

    # when: the two seconds of a double click are over
    (click,) = [row for row in tables.rows("limits") if row["sk"].startswith("click#")]
    tables.change("limits", click, clicked_at=click["clicked_at"] - 5000)
    during = functions.call("send_message", person=messaging_service, body=HELLO)
    slow.join()

    # then
    assert (during.status, during.json["status"]) == (202, "sending")
    assert (answers[0].status, answers[0].json["status"]) == (201, "sent")
    assert answers[0].json["id"] == during.json["id"]
    assert twilio.taken() == [WORDS]


# ---- Trouble with our own tables ------------------------------------------------------------------------------------

CONFLICT = ("TransactionCanceledException", "TransactionConflict")
THROTTLE = ("TransactionCanceledException", "ThrottlingError")
BUSY = ("ProvisionedThroughputExceededException", None)
LIMIT = ("RequestLimitExceeded", None)


@pytest.mark.parametrize(("code", "reasons"), [CONFLICT, THROTTLE, BUSY, LIMIT])
def test_a_conflict_or_a_throttle_is_outlasted(
    functions: Functions, dana: Person, twilio: Twilio, wire: Wire, code: str, reasons: str | None
):
    wire.refuse("TransactWriteItems", code, times=3, reasons=reasons)

    answer = functions.call("send_message", person=dana, body=HELLO)

    assert (answer.status, answer.json["status"]) == (201, "sent")
    assert twilio.taken() == [WORDS]


@pytest.mark.parametrize(("code", "reasons"), [CONFLICT])
def test_when_conflicts_do_not_end_we_are_overloaded_and_nothing_was_sent(
    functions: Functions, dana: Person, twilio: Twilio, wire: Wire, tables: Tables, code: str, reasons: str | None
):
    wire.refuse("TransactWriteItems", code, reasons=reasons)

    answer = functions.call("send_message", person=dana, body=HELLO)

    assert (answer.status, answer.code) == (503, "overloaded")
    assert int(answer.headers["retry-after"]) >= 1
    assert not twilio.calls()
    assert not tables.messages()


@pytest.mark.parametrize("operation", ["Query", "GetItem"])
def test_reads_that_are_throttled_are_an_overload_too(
    functions: Functions, dana: Person, twilio: Twilio, wire: Wire, operation: str
):
    wire.refuse(operation, "ProvisionedThroughputExceededException")

    answer = send(functions, dana, leadId="sam")

    assert (answer.status, answer.code) == (503, "overloaded")
    assert not twilio.calls()


@pytest.mark.parametrize("times", [1, 2])
def test_a_lost_answer_to_the_first_write_sends_once(
    functions: Functions, dana: Person, twilio: Twilio, wire: Wire, tables: Tables, times: int
):
    wire.lose_answers("TransactWriteItems", times=times)

    answer = functions.call("send_message", person=dana, body=HELLO)

    assert (answer.status, answer.json["status"]) == (201, "sent")
    assert twilio.taken() == [WORDS]
    assert len(tables.messages()) == 1
    (rate,) = [row for row in tables.rows("limits") if row["sk"] == "rate"]
    assert [name for name in rate if name.startswith("t") and rate[name]] == ["t0"], "one text, one allowance"


def test_a_request_that_never_arrives_is_made_again(functions: Functions, dana: Person, twilio: Twilio, wire: Wire):
    wire.lose_requests("TransactWriteItems", times=2)

    assert functions.call("send_message", person=dana, body=HELLO).status == 201
    assert twilio.taken() == [WORDS]


def test_an_outcome_that_cannot_be_written_is_found_out_later(
    functions: Functions, dana: Person, twilio: Twilio, wire: Wire, tables: Tables
):
    # given: the tables fail once the provider has taken the text
    def once_it_is_taken(call: Any) -> Any:
        if call.operation == "TransactWriteItems" and twilio.taken():
            wire.refuse("TransactWriteItems", "ThrottlingException")
            return wire.trouble(call) if wire.trouble else None
        return None

    wire.trouble = once_it_is_taken

    # when
    answer = functions.call("send_message", person=dana, body=HELLO)
    wire.calm()
    again = functions.call("send_message", person=dana, body=HELLO)
    tables.make_due()
    functions.run_schedule()

    # then
    assert (answer.status, answer.json["status"]) == (202, "sending")
    assert (again.status, again.json["id"]) == (202, answer.json["id"])
    assert [row["status"] for row in tables.messages()] in (["sent"], ["delivered"])
    assert twilio.taken() == [WORDS]


# ---- What it costs --------------------------------------------------------------------------------------------------


def test_a_warm_send_takes_three_trips(functions: Functions, dana: Person, twilio: Twilio, wire: Wire):
    send(functions, dana, "to get warm")
    start, calls = len(wire.calls), len(twilio.calls())

    assert functions.call("send_message", person=dana, body=HELLO).status == 201

    assert wire.since(start) == ["TransactWriteItems", "TransactWriteItems"]
    assert len(twilio.calls()) == calls + 1


def test_a_warm_send_into_a_conversation_takes_three_trips_too(functions: Functions, dana: Person, wire: Wire):
    thread = send(functions, dana, "to get warm").json["threadId"]
    start = len(wire.calls)

    functions.call("send_message", person=dana, body={"threadId": thread, "message": WORDS})

    assert wire.since(start) == ["TransactWriteItems", "TransactWriteItems"]


def test_a_text_that_waits_for_nobody_is_due_for_a_check_after_a_minute(
    functions: Functions, dana: Person, twilio: Twilio, tables: Tables
):
    twilio.fault("lost_after", times=1)
    functions.call("send_message", person=dana, body=HELLO)

    (row,) = tables.messages()
    due = datetime.strptime(row["due_at"], "%Y-%m-%dT%H:%M:%S.%f%z")
    assert timedelta(seconds=55) < due - datetime.now(UTC) <= timedelta(seconds=60)
    assert row["due_shard"]
