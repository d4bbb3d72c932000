"""receive_message: a text came in, or something that says so."""

from itertools import count
from time import sleep
from typing import Any

import pytest

from tests.integration.conftest import (
    ACCOUNT,
    LEAD,
    LINE,
    OLDER_TOKEN,
    PUBLIC_URL,
    WORDS,
    Answer,
    Functions,
    Person,
    Tables,
    Twilio,
    open_firm,
)
from tests.integration.wire import Wire

ROUTE = "/webhooks/twilio/messages"
_sids = count(1)


def form(body: str = WORDS, *, sid: str | None = None, **fields: str) -> dict[str, str]:
    """What Twilio posts, with the fields that it leaves blank and one that nobody knows yet."""
    sid = sid or f"SM{next(_sids):032x}"
    return {
        "ToCountry": "US",
        "ToState": "",
        "SmsMessageSid": sid,
        "NumMedia": "0",
        "FromCity": "",
        "SmsSid": sid,
        "SmsStatus": "received",
        "Body": body,
        "To": LINE,
        "NumSegments": "1",
        "MessageSid": sid,
        "AccountSid": ACCOUNT.sid,
        "From": LEAD,
        "ApiVersion": "2010-04-01",
        "ANewParameter": "of next year",
    } | fields


def receive(functions: Functions, posted: Any = None, **more: Any) -> Answer:
    """Let Twilio call us."""
    return functions.webhook("receive_message", ROUTE, form() if posted is None else posted, **more)


def opted_out(tables: Tables) -> bool | None:
    """Whether the lead has opted out; None where nobody ever said anything about it."""
    states = [row for row in tables.rows("opt_outs") if row["sk"] == "state"]
    return states[0]["opted_out"] if states else None


def test_a_text_is_stored_and_answered_with_nothing_to_say(functions: Functions, dana: Person, tables: Tables):
    answer = receive(functions)

    assert (answer.status, answer.headers["content-type"], answer.text) == (200, "text/xml", "<Response/>")
    (row,) = tables.messages()
    assert (row["body"], row["direction"], row["status"], row["firm_id"]) == (WORDS, "inbound", "received", dana.firm)


def test_it_shows_in_the_inbox_as_unread(functions: Functions, dana: Person):
    receive(functions)
    receive(functions, form("Are you there?"))

    (thread,) = functions.call("list_threads", person=dana).json["threads"]
    assert (thread["address"], thread["unreadCount"], thread["leadId"]) == (LEAD, 2, None)
    assert thread["lastMessage"]["preview"] == "Are you there?"
    assert thread["lastMessage"]["direction"] == "inbound"


def test_a_repeat_changes_nothing(functions: Functions, dana: Person, tables: Tables):
    posted = form("STOP")
    receive(functions, posted)
    before = tables.everything()

    for _ in range(3):
        assert receive(functions, posted).status == 200

    assert tables.everything() == before


# ---- Is it really Twilio? -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("token", [ACCOUNT.token, OLDER_TOKEN])
def test_both_tokens_are_good_while_one_is_being_rotated(functions: Functions, firm: str, tables: Tables, token: str):
    assert receive(functions, token=token).status == 200
    assert len(tables.messages()) == 1


def test_a_body_in_base64_is_read(functions: Functions, firm: str, tables: Tables):
    assert receive(functions, encoded=True).status == 200
    assert tables.messages()[0]["body"] == WORDS


@pytest.mark.parametrize(
    "body",
    ["", "a+b & c=d%20", "Grüße, «Sam» 👋🏽", "line\r\nline", " ", "“quotes”", "\u202eright to left", "x" * 1600],
)
def test_whatever_someone_writes_is_signed_and_stored_as_it_is(
    functions: Functions, firm: str, tables: Tables, body: str
):
    assert receive(functions, form(body)).status == 200
    assert tables.messages()[0]["body"] == body


def test_repeated_parameters_are_signed_as_twilio_does(functions: Functions, firm: str, tables: Tables):
    pairs = [*form().items(), ("Again", "b"), ("Again", "a"), ("Again", "b")]

    assert receive(functions, pairs).status == 200
    assert len(tables.messages()) == 1


def test_a_query_is_part_of_what_is_signed(functions: Functions, firm: str):
    assert receive(functions, query="a=1&b=%20").status == 200


def _without(name: str) -> dict[str, str]:
    return {key: value for key, value in form().items() if key != name}


@pytest.mark.parametrize(
    "change",
    [
        {"signature": ""},
        {"signature": "nonsense"},
        {"signature": "é"},
        {"token": "another token"},
        {"token": ""},
        {"raw": "MessageSid=SM1&From=%2B1&To=%2B1"},
        {"raw": ""},
        {"raw": "%ff%fe=\udcff"},
        {"raw": "&".join(f"a{number}=b" for number in range(2000))},
        {"raw": '{"MessageSid": "SM1"}'},
        {"posted": form(AccountSid="AC" + "0" * 32)},
        {"posted": form(AccountSid="")},
        {"posted": _without("AccountSid")},
    ],
    ids=lambda change: str(change)[:40],
)
def test_what_isnt_signed_for_us_is_refused_and_stored_nowhere(
    functions: Functions, firm: str, tables: Tables, change: dict[str, Any]
):
    before = tables.everything()

    answer = receive(functions, **change)

    assert (answer.status, answer.code) == (403, "bad_signature")
    assert tables.everything() == before


def test_a_signature_for_another_address_of_ours_is_no_good(functions: Functions, firm: str):
    elsewhere = functions.webhook("receive_message", "/webhooks/twilio/deliveries/x", form())
    assert elsewhere.status == 200, "the route is what the gateway says"

    event = functions.event(headers={"content-type": "application/x-www-form-urlencoded"})
    event["rawPath"], event["body"] = ROUTE, "AccountSid=" + ACCOUNT.sid
    assert functions.answer("receive_message", event).status == 403


def test_the_stage_is_part_of_the_public_address(functions: Functions, firm: str):
    from twilio.request_validator import RequestValidator

    posted = form()
    host = PUBLIC_URL.removesuffix("/prod")
    signature = RequestValidator(ACCOUNT.token).compute_signature(host + ROUTE, posted)

    assert receive(functions, posted, signature=signature).status == 403


def test_a_body_over_64_kb_is_too_large(functions: Functions, firm: str):
    assert receive(functions, form("x" * 70_000)).status == 413


@pytest.mark.parametrize("name", ["MessageSid", "From", "To"])
def test_a_signed_form_that_lacks_what_it_needs_names_the_field(functions: Functions, firm: str, name: str):
    answer = receive(functions, _without(name))

    assert (answer.status, answer.code) == (400, "invalid")
    assert [error["field"] for error in answer.json["errors"]] == [name]


@pytest.mark.parametrize(
    "odd",
    [
        {"NumMedia": "many"},
        {"NumMedia": "-1"},
        {"NumMedia": "99999999999"},
        {"NumMedia": "２"},
        {"NumMedia": "²"},
        {"OptOutType": "WHATEVER"},
        {"From": "12345"},
        {"From": "AMAZON"},
        {"Body": "\0\0"},
    ],
    ids=str,
)
def test_odd_values_that_are_signed_do_no_harm(functions: Functions, firm: str, odd: dict[str, str]):
    assert receive(functions, form(**odd)).status == 200


@pytest.mark.parametrize(
    ("field", "longest"), [("From", 320), ("To", 320), ("MessageSid", 64), ("MessagingServiceSid", 64)]
)
def test_what_is_longer_than_any_phone_or_id_is_refused(
    functions: Functions, firm: str, tables: Tables, field: str, longest: int
):
    before = tables.everything()

    answer = receive(functions, form(**{field: "x" * (longest + 1)}))

    assert (answer.status, answer.json["errors"][0]["field"]) == (400, field)
    assert tables.everything() == before
    assert receive(functions, form(**{field: "x" * longest})).status == 200


def test_a_sender_of_the_greatest_length_has_a_conversation_that_opens(functions: Functions, dana: Person):
    receive(functions, form("Hi", From="x" * 320))

    (thread,) = functions.call("list_threads", person=dana).json["threads"]
    assert functions.call("read_thread", person=dana, path={"threadId": thread["id"]}).status == 200


# ---- Whose is it? ---------------------------------------------------------------------------------------------------


def test_a_text_for_a_number_that_no_firm_has_is_quarantined(functions: Functions, dana: Person, tables: Tables):
    answer = receive(functions, form("STOP", To="+14155550199"))

    assert answer.status == 200
    assert not tables.messages()
    assert opted_out(tables) is None
    (row,) = tables.rows("accounts", "quarantine")
    assert row["recipient"] == "+14155550199"
    assert functions.call("list_threads", person=dana).json["threads"] == []


def test_a_text_signed_by_another_account_of_ours_is_quarantined(functions: Functions, firm: str, tables: Tables):
    other = "AC" + "f" * 32
    functions.rotate(**{ACCOUNT.sid: ["a"], other: ["b"]})

    answer = receive(functions, form(AccountSid=other), token="b")

    assert answer.status == 200
    assert not tables.messages()


def test_a_number_in_a_messaging_service_finds_its_firm(functions: Functions, tables: Tables):
    firm = open_firm("Service & Co", LINE, route="MG" + "1" * 32)

    receive(functions, form(To="+14155550177", MessagingServiceSid="MG" + "1" * 32))

    assert [row["firm_id"] for row in tables.messages()] == [firm]


def test_each_firm_sees_its_own_texts_only(functions: Functions, dana: Person):
    lee = Person(open_firm("Other & Co", "+14155550101"))
    receive(functions, form("for Dana"))
    receive(functions, form("for Lee", To="+14155550101"))

    previews = {
        person.firm: [
            t["lastMessage"]["preview"] for t in functions.call("list_threads", person=person).json["threads"]
        ]
        for person in (dana, lee)
    }
    assert previews == {dana.firm: ["for Dana"], lee.firm: ["for Lee"]}


# ---- Words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "says"),
    [
        (["STOP"], True),
        (["opt-out 🛑"], True),
        (["YES"], None),
        (["HELP"], None),
        (["STOP", "HELP"], True),
        (["please STOP"], None),
    ],
)
def test_a_word_opts_out_at_once(
    functions: Functions, dana: Person, tables: Tables, twilio: Twilio, said: list[str], says: bool | None
):
    for body in said:
        receive(functions, form(body))

    assert opted_out(tables) is says
    answer = functions.call("send_message", person=dana, body={"recipientPhone": LEAD, "message": WORDS})
    assert answer.status == (403 if says else 201)
    assert len(twilio.calls()) == (0 if says else 1)


@pytest.mark.parametrize("word", ["START", "unstop", "Yes"])
def test_start_and_yes_opt_in_again(functions: Functions, dana: Person, tables: Tables, word: str):
    receive(functions, form("STOP"))
    (state,) = [row for row in tables.rows("opt_outs") if row["sk"] == "state"]
    tables.change("opt_outs", state, changed_at="2026-01-01T12:00:00.000000+0000")

    receive(functions, form(word))

    assert opted_out(tables) is False
    assert functions.call("list_threads", person=dana).json["threads"][0]["refusal"] is None
    assert len([row for row in tables.rows("opt_outs") if row["sk"] != "state"]) == 2, "every word is kept"


def test_a_stop_and_a_start_within_seconds_are_put_in_order_by_the_providers_time(
    functions: Functions, dana: Person, twilio: Twilio, tables: Tables
):
    # given: START, then STOP a second later, and their webhooks the other way round
    first = twilio.text("START")
    sleep(1.1)  # Twilio's list tells seconds
    second = twilio.text("STOP")

    # when
    receive(functions, form("STOP", sid=second["sid"]))
    receive(functions, form("START", sid=first["sid"]))

    # then
    assert opted_out(tables) is True
    assert [row["body"] for row in tables.messages()] == ["STOP", "START"]


def test_the_inbox_says_why_someone_cannot_be_texted(functions: Functions, dana: Person):
    receive(functions, form("STOP"))

    (thread,) = functions.call("list_threads", person=dana).json["threads"]
    assert thread["refusal"]["code"] == "opted_out"


def test_another_firm_may_still_text_who_stopped_one(functions: Functions, dana: Person, twilio: Twilio):
    lee = Person(open_firm("Other & Co", "+14155550101"))
    twilio.http.post(
        f"/2010-04-01/Accounts/{ACCOUNT.sid}/IncomingPhoneNumbers.json", data={"PhoneNumber": "+14155550101"}
    ).raise_for_status()
    receive(functions, form("STOP"))

    answer = functions.call("send_message", person=lee, body={"recipientPhone": LEAD, "message": WORDS})

    assert answer.status == 201


def test_pictures_are_kept_as_references_and_shown_by_type(functions: Functions, dana: Person, tables: Tables):
    media = {f"MediaUrl{n}": f"https://api.twilio.com/{n}" for n in range(2)}
    receive(functions, form("", NumMedia="2", MediaContentType0="image/png", **media))

    thread = functions.call("list_threads", person=dana).json["threads"][0]["id"]
    (message,) = functions.call("read_thread", person=dana, path={"threadId": thread}).json["messages"]
    assert message["media"] == [{"contentType": "image/png"}, {"contentType": "application/octet-stream"}]


# ---- Trouble and cost -----------------------------------------------------------------------------------------------


def test_an_inbound_text_takes_one_trip(functions: Functions, firm: str, wire: Wire):
    receive(functions)
    start = len(wire.calls)

    receive(functions)
    receive(functions, form("STOP"))

    assert wire.since(start) == ["TransactWriteItems", "TransactWriteItems"]


def test_what_we_cannot_take_now_is_not_taken_as_received(functions: Functions, firm: str, wire: Wire, tables: Tables):
    receive(functions, form(sid="SM1"))
    wire.refuse("TransactWriteItems", "TransactionCanceledException", reasons="TransactionConflict")

    answer = receive(functions, form(sid="SM2"))

    assert (answer.status, answer.code) == (503, "overloaded")
    wire.calm()
    assert receive(functions, form(sid="SM2")).status == 200
    assert len(tables.messages()) == 2


def test_a_conflict_is_outlasted(functions: Functions, firm: str, wire: Wire, tables: Tables):
    wire.refuse("TransactWriteItems", "TransactionCanceledException", times=2, reasons="TransactionConflict")

    assert receive(functions).status == 200
    assert len(tables.messages()) == 1


def test_a_lost_answer_stores_once(functions: Functions, dana: Person, wire: Wire, tables: Tables):
    wire.lose_answers("TransactWriteItems", times=1)

    assert receive(functions).status == 200
    assert len(tables.messages()) == 1
    assert functions.call("list_threads", person=dana).json["threads"][0]["unreadCount"] == 1


@pytest.mark.parametrize("sender", ["32665", "ACME", "+266696687"])
def test_a_sender_who_shows_no_number_is_not_answered(functions: Functions, dana: Person, twilio: Twilio, sender: str):
    receive(functions, form("Your code is 1234", From=sender))
    (thread,) = functions.call("list_threads", person=dana).json["threads"]

    answer = functions.call("send_message", person=dana, body={"threadId": thread["id"], "message": "Hello"})

    assert (thread["address"], thread["canBeTexted"], thread["refusal"]["code"]) == (sender, False, "cannot_be_texted")
    assert (answer.status, answer.code) == (400, "cannot_be_texted")
    assert answer.json["detail"] == thread["refusal"]["message"]
    assert twilio.calls() == []


@pytest.mark.parametrize(
    ("odd", "preview"),
    [
        ({"Body": ""}, "(empty message)"),
        ({"Body": "\0\u200b"}, "(empty message)"),
        ({"Body": "", "NumMedia": "1", "MediaUrl0": "https://api.twilio.com/1"}, ""),
        ({"Body": "He\0llo\x07\ufffe"}, "Hello"),
    ],
    ids=str,
)
def test_a_text_with_nothing_to_see_says_so(functions: Functions, dana: Person, odd: dict[str, str], preview: str):
    receive(functions, form(**odd))

    (thread,) = functions.call("list_threads", person=dana).json["threads"]
    assert thread["lastMessage"]["preview"] == preview
