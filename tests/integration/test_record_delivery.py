"""record_delivery: what Twilio reports of a message moves it forward, in whatever order the reports come."""

from itertools import permutations
from typing import Any

import pytest

from leadline.domain.errors import OptedOut
from tests.integration.conftest import (
    ACCOUNT,
    LEAD,
    LINE,
    OLDER_TOKEN,
    WORDS,
    Answer,
    Functions,
    Person,
    Tables,
    Twilio,
)
from tests.integration.test_receive_message import form, receive
from tests.integration.wire import Wire


@pytest.fixture
def message(functions: Functions, dana: Person, twilio: Twilio) -> dict[str, Any]:
    """A text that went out."""
    answer = functions.call("send_message", person=dana, body={"recipientPhone": LEAD, "message": WORDS})
    return dict(
        answer.json, key=f"{dana.firm}.{answer.json['threadId']}.{answer.json['id']}", sid=twilio.calls()[0]["sid"]
    )


def report(functions: Functions, message: dict[str, Any], status: str, **fields: Any) -> Answer:
    """Let Twilio report on a message."""
    more = {name: fields.pop(name) for name in ("token", "signature", "key") if name in fields}
    key = more.pop("key", message["key"])
    form = {
        "MessageSid": message["sid"],
        "SmsSid": message["sid"],
        "MessageStatus": status,
        "SmsStatus": status,
        "AccountSid": ACCOUNT.sid,
        "From": LINE,
        "To": LEAD,
        "ApiVersion": "2010-04-01",
    } | fields
    route = f"/webhooks/twilio/deliveries/{key}"
    return functions.webhook("record_delivery", route, form, path={"messageKey": key}, **more)


@pytest.mark.parametrize(("code", "warned"), [("30005", "number_gone"), ("30003", None)])
def test_a_number_that_is_gone_is_flagged_until_somebody_writes_from_it(
    functions: Functions, dana: Person, message: dict[str, Any], code: str, warned: str | None
):
    def warning() -> str | None:
        thread = functions.call("read_thread", person=dana, path={"threadId": message["threadId"]}).json["thread"]
        assert thread["refusal"] is None
        return thread["warning"] and str(thread["warning"]["code"])

    report(functions, message, "undelivered", ErrorCode=code)
    assert warning() == warned

    receive(functions, form("I am here"))
    assert warning() is None


def test_a_text_that_no_carrier_could_route_has_its_number_looked_up(
    functions: Functions, dana: Person, message: dict[str, Any], twilio: Twilio
):
    functions.follow_changes()
    twilio.http.post("/control/phones", json={"number": LEAD, "lineType": "landline"}).raise_for_status()

    report(functions, message, "undelivered", ErrorCode="30006")
    functions.follow_changes()

    thread = functions.call("read_thread", person=dana, path={"threadId": message["threadId"]}).json["thread"]
    assert thread["refusal"]["code"] == "landline"


def standing(tables: Tables) -> str:
    """The status of the one message."""
    (row,) = tables.messages()
    return str(row["status"])


@pytest.mark.parametrize(
    ("statuses", "stands"),
    [
        (["queued"], "sent"),
        (["sent"], "sent"),
        (["sent", "delivered"], "delivered"),
        (["delivered", "sent"], "delivered"),
        (["delivered", "delivered"], "delivered"),
        (["delivered", "undelivered"], "delivered"),
        (["undelivered", "delivered"], "failed"),
        (["failed", "sent"], "failed"),
        (["read"], "delivered"),
        (["canceled"], "failed"),
        (["something new"], "sent"),
    ],
)
def test_a_message_moves_forward_only(
    functions: Functions, message: dict[str, Any], tables: Tables, statuses: list[str], stands: str
):
    for status in statuses:
        answer = report(functions, message, status)
        assert (answer.status, answer.text) == (200, "<Response/>")

    assert standing(tables) == stands


@pytest.mark.parametrize("order", list(permutations(["queued", "sent", "delivered"])), ids=" ".join)
def test_any_order_ends_the_same(functions: Functions, message: dict[str, Any], tables: Tables, order: tuple[str, ...]):
    for status in (*order, *order):
        report(functions, message, status)

    assert standing(tables) == "delivered"


def test_the_real_callbacks_of_a_delivery_arrive_at_delivered(
    functions: Functions, message: dict[str, Any], twilio: Twilio, tables: Tables
):
    for path, posted in twilio.callbacks():
        key = path.rpartition("/")[2]
        route = f"/webhooks/twilio/deliveries/{key}"
        assert functions.webhook("record_delivery", route, posted, path={"messageKey": key}).status == 200

    assert standing(tables) == "delivered"


def test_a_report_that_comes_before_the_send_returned_is_kept(
    functions: Functions, dana: Person, twilio: Twilio, tables: Tables
):
    # given: the send's answer is lost, so only the report knows Twilio's id
    twilio.fault("lost_after", times=1)
    sent = functions.call("send_message", person=dana, body={"recipientPhone": LEAD, "message": WORDS}).json
    message = {"key": f"{dana.firm}.{sent['threadId']}.{sent['id']}", "sid": twilio.calls()[0]["sid"]}

    # when
    report(functions, message, "delivered")

    # then
    assert standing(tables) == "delivered"
    assert tables.messages()[0]["provider_id"] == message["sid"]
    functions.run_schedule()
    assert standing(tables) == "delivered"


@pytest.mark.parametrize(
    "foreign",
    [
        {"MessageSid": "SM" + "0" * 32},
        {"To": "+12025550150"},
        {"key": "f.t.m"},
        {"key": "nonsense"},
        {"key": "x" * 500},
    ],
    ids=str,
)
def test_a_report_about_something_else_changes_nothing(
    functions: Functions, message: dict[str, Any], tables: Tables, foreign: dict[str, str]
):
    before = tables.everything()

    assert report(functions, message, "delivered", **foreign).status == 200

    assert tables.everything() == before


def test_a_report_of_another_account_changes_nothing(functions: Functions, message: dict[str, Any], tables: Tables):
    (row,) = tables.messages()
    tables.change("threads", row, provider_account="AC" + "f" * 32)

    report(functions, message, "delivered")

    assert standing(tables) == "sent"


@pytest.mark.parametrize("forged", [{"signature": "nonsense"}, {"token": "another"}, {"AccountSid": "AC" + "f" * 32}])
def test_a_forged_report_is_refused(
    functions: Functions, message: dict[str, Any], tables: Tables, forged: dict[str, str]
):
    answer = report(functions, message, "delivered", **forged)

    assert (answer.status, answer.code) == (403, "bad_signature")
    assert standing(tables) == "sent"


def test_the_older_token_is_good_while_one_is_being_rotated(
    functions: Functions, message: dict[str, Any], tables: Tables
):
    assert report(functions, message, "delivered", token=OLDER_TOKEN).status == 200
    assert standing(tables) == "delivered"


@pytest.mark.parametrize("name", ["MessageSid", "MessageStatus", "To"])
def test_a_signed_report_that_lacks_what_it_needs_names_the_field(
    functions: Functions, message: dict[str, Any], name: str
):
    answer = report(functions, message, "delivered", **{name: ""})

    assert (answer.status, answer.json["errors"][0]["field"]) == (400, name)


@pytest.mark.parametrize(
    ("code", "ours", "words"),
    [
        ("30003", "unreachable", "could not be reached"),
        ("30005", "number_gone", "no longer be in use"),
        ("30006", "unreachable_carrier", "landline"),
        ("30007", "carrier_filtered", "filtered"),
        ("30008", "unknown", "gave no reason"),
        ("99999", "undelivered", "could not deliver"),
        ("", "undelivered", "could not deliver"),
        ("nonsense", "undelivered", "could not deliver"),
    ],
)
def test_a_failure_says_why_in_plain_words(
    functions: Functions, dana: Person, message: dict[str, Any], code: str, ours: str, words: str
):
    report(functions, message, "undelivered", ErrorCode=code)

    path = {"threadId": message["threadId"]}
    (shown,) = functions.call("read_thread", person=dana, path=path).json["messages"]
    assert shown["status"] == "failed"
    assert shown["error"]["code"] == ours
    assert words in shown["error"]["message"]
    assert shown["error"]["providerCode"] == (int(code) if code.isdigit() else None)


def test_a_report_of_an_opt_out_opts_out_in_the_same_step(
    functions: Functions, dana: Person, message: dict[str, Any], tables: Tables, wire: Wire
):
    start = len(wire.calls)

    report(functions, message, "failed", ErrorCode="21610")

    assert wire.since(start) == ["TransactWriteItems"]
    answer = functions.call("send_message", person=dana, body={"recipientPhone": LEAD, "message": "Again"})
    assert (answer.status, answer.json["detail"]) == (403, str(OptedOut()))
    (thread,) = functions.call("list_threads", person=dana).json["threads"]
    assert thread["refusal"]["code"] == "opted_out"


def test_a_report_takes_one_trip(functions: Functions, message: dict[str, Any], wire: Wire):
    start = len(wire.calls)

    report(functions, message, "delivered")
    report(functions, message, "sent")

    assert wire.since(start) == ["TransactWriteItems", "TransactWriteItems"]


def test_a_report_that_cannot_be_written_is_not_taken_as_received(
    functions: Functions, message: dict[str, Any], tables: Tables, wire: Wire
):
    wire.refuse("TransactWriteItems", "ThrottlingException")

    assert report(functions, message, "delivered").status == 503

    wire.calm()
    assert standing(tables) == "sent"


def test_a_landline_that_a_report_tells_of_is_known_to_all_firms(
    functions: Functions, message: dict[str, Any], tables: Tables, dana: Person
):
    report(functions, message, "failed", ErrorCode="21614")

    (number,) = tables.rows("numbers")
    assert (number["pk"], number["refusal"]) == (LEAD, "landline")
    again = functions.call("send_message", person=dana, body={"recipientPhone": LEAD, "message": "And now?"})
    assert again.code == "landline"


@pytest.mark.parametrize(
    "key", ["x" * 601, f"{'f' * 40}.{'t' * 1000}.m", "f.t." + "\U0001f600" * 500, "f..m", "\0.\0.\0"]
)
def test_a_key_that_no_message_can_have_is_answered_like_one_that_none_has(
    functions: Functions, message: dict[str, Any], tables: Tables, key: str
):
    before = tables.everything()

    answer = report(functions, message, "delivered", key=key)

    assert (answer.status, answer.text) == (200, "<Response/>")
    assert tables.everything() == before


@pytest.mark.parametrize("code", ["9" * 40, "9" * 5000, "-1", "١٢٣", "1e3"])
def test_a_code_that_is_none_leaves_the_conversation_readable(
    functions: Functions, dana: Person, message: dict[str, Any], code: str
):
    assert report(functions, message, "failed", ErrorCode=code).status == 200

    answer = functions.call("read_thread", person=dana, path={"threadId": message["threadId"]})
    assert answer.status == 200
    assert answer.json["messages"][0]["error"]["providerCode"] is None
