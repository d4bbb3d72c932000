"""What Twilio refuses, with the HTTP status and the code that the SDK raises."""

import httpx
import pytest
from twilio.rest import Client

from local.twilio.server import Simulator
from tests.simulators.cast import ACCOUNT, FIRM, PHONE, Desk, refusal, sdk

GOOD = {"to": PHONE, "from_": FIRM, "body": "Hello"}
UNKNOWN_SERVICE = "MG" + "0" * 32


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"to": ""}, 21604),
        ({"from_": ""}, 21603),
        ({"body": ""}, 21602),
        ({"body": " \n "}, 21602),
        ({"body": "x" * 1601}, 21617),
        ({"body": "😀" * 801}, 21617),
        ({"to": "12345"}, 21265),
        ({"to": "+1415555013"}, 21211),
        ({"to": "+99955501320"}, 21211),
        ({"to": "whatsapp:+14155550132"}, 21211),
        ({"from_": "12"}, 21212),
        ({"from_": "+14155550199"}, 21606),
        ({"status_callback": "ftp://example.com/"}, 21609),
        ({"status_callback": "https://my_host.example.com/"}, 21609),
        ({"media_url": ["file:///etc/passwd"]}, 21620),
        ({"media_url": ["https://example.com/a.png"] * 11}, 21623),
        ({"from_": "", "messaging_service_sid": UNKNOWN_SERVICE}, 21705),
        ({"send_at": "2030-01-01T00:00:00Z"}, 20001),
        ({"to": "+15005550001"}, 21211),
        ({"to": "+15005550002"}, 21612),
        ({"to": "+15005550003"}, 21408),
        ({"to": "+15005550004"}, 21610),
        ({"to": "+15005550009"}, 21614),
        ({"from_": "+15005550001"}, 21212),
        ({"from_": "+15005550007"}, 21606),
        ({"from_": "+15005550008"}, 21611),
    ],
    ids=str,
)
def test_a_wrong_message_is_refused_and_never_sent(
    client: Client, firm: str, change: dict[str, str], code: int
) -> None:
    assert refusal(lambda: client.messages.create(**(GOOD | change))) == (400, code)
    assert client.messages.list() == []


@pytest.mark.parametrize("body", ["x" * 1600, "😀" * 800, "é", "\N{NO-BREAK SPACE}x"], ids=len)
def test_a_body_within_the_limit_is_taken_as_it_is(client: Client, firm: str, body: str) -> None:
    assert client.messages.create(to=PHONE, from_=firm, body=body).body == body


def test_the_magic_sender_is_everybodys_and_sends_nothing(client: Client, desk: Desk) -> None:
    sent = client.messages.create(to=PHONE, from_="+15005550006", body="Hello")
    desk.settle()

    assert client.messages(sent.sid).fetch().status == "queued"


def test_a_trial_account_texts_nobody_it_does_not_know(client: Client, firm: str, desk: Desk) -> None:
    desk.fault("trial")

    assert refusal(lambda: client.messages.create(**GOOD)) == (400, 21608)


@pytest.mark.parametrize("code", [21408, 21611, 21612, 21614, 21635])
def test_a_phone_can_refuse_with_any_code(client: Client, firm: str, desk: Desk, code: int) -> None:
    desk.fault("refuse", phone=PHONE, value=code, times=1)

    assert refusal(lambda: client.messages.create(**GOOD)) == (400, code)
    assert client.messages.create(**GOOD).sid


def test_a_wrong_token_opens_nothing(simulator: Simulator, firm: str) -> None:
    stranger = sdk(simulator.url, token="wrong")

    assert refusal(lambda: stranger.messages.create(**GOOD)) == (401, 20003)
    assert refusal(lambda: stranger.messages("SM" + "0" * 32).fetch()) == (401, 20003)


def test_another_accounts_address_is_not_found(simulator: Simulator, firm: str) -> None:
    nosy = sdk(simulator.url, account="AC" + "f" * 32)

    assert refusal(lambda: nosy.messages.create(**GOOD)) == (404, 20404)


@pytest.mark.parametrize("authorization", ["", "Basic", "Basic !!", "Bearer abc", "Basic QUM6eA=="])
def test_a_header_that_proves_nothing_is_refused_in_twilios_words(
    http: httpx.Client, desk: Desk, authorization: str
) -> None:
    path = f"/2010-04-01/Accounts/{ACCOUNT.sid}/Messages.json"

    answer = http.get(path, headers={"Authorization": authorization})

    assert answer.status_code == 401
    assert answer.json() == {
        "code": 20003,
        "message": "Authenticate",
        "more_info": "https://www.twilio.com/docs/errors/20003",
        "status": 401,
    }


def test_a_message_that_is_not_there_is_not_found(client: Client, desk: Desk) -> None:
    assert refusal(lambda: client.messages("SM" + "0" * 32).fetch()) == (404, 20404)


def test_a_method_that_is_not_there_is_refused(http: httpx.Client, desk: Desk) -> None:
    path = f"/2010-04-01/Accounts/{ACCOUNT.sid}/Messages.json"

    answer = http.put(path, auth=(ACCOUNT.sid, ACCOUNT.token))

    assert (answer.status_code, answer.json()["code"]) == (405, 20004)
