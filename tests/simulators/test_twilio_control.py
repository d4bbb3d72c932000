"""The control API and the page that hang on it."""

import json
from pathlib import Path

import pytest
from twilio.rest import Client

import local.twilio
from tests.simulators.cast import ACCOUNT, PHONE, Desk


def test_a_phone_can_be_held_changed_and_put_away(desk: Desk) -> None:
    assert desk.http.post("/control/phones", json={"number": "(415) 555-0132", "name": "Ada"}).status_code == 201
    assert desk.http.post("/control/phones", json={"number": PHONE, "outcome": "30003"}).status_code == 200

    (phone,) = desk.read("/control/state")["phones"]
    assert (phone["number"], phone["name"], phone["outcome"], phone["lineType"]) == (PHONE, "Ada", "30003", "mobile")
    assert desk.http.delete(f"/control/phones/{PHONE}").status_code == 204
    assert desk.read("/control/state")["phones"] == []


@pytest.mark.parametrize(
    "phone",
    [{}, {"number": "12"}, {"number": 1}, {"number": PHONE, "outcome": "great"}, {"number": PHONE, "lineType": "tin"}],
    ids=json.dumps,
)
def test_a_phone_that_cannot_be_is_refused(desk: Desk, phone: dict[str, object]) -> None:
    answer = desk.http.post("/control/phones", json=phone)

    assert answer.status_code == 400
    assert answer.json()["error"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"\xff"])
def test_a_body_that_is_no_json_object_is_refused(desk: Desk, body: bytes) -> None:
    answer = desk.http.post("/control/phones", content=body, headers={"Content-Type": "application/json"})

    assert answer.status_code == 400


def test_a_form_of_another_site_changes_nothing(desk: Desk) -> None:
    assert desk.http.post("/control/faults", data={"name": "too_many"}).status_code == 400
    assert desk.http.post("/control/reset", data={}).status_code == 400


def test_a_text_to_a_number_that_is_not_the_accounts_goes_nowhere(desk: Desk) -> None:
    answer = desk.http.post(f"/control/phones/{PHONE}/texts", json={"to": "+14155550100", "body": "Hello"})

    assert answer.status_code == 404
    assert desk.texts() == []


def test_numbers_that_were_texted_are_offered_as_phones(desk: Desk, firm: str) -> None:
    form = {"To": PHONE, "From": firm, "Body": "Hello"}
    path = f"/2010-04-01/Accounts/{ACCOUNT.sid}/Messages.json"
    assert desk.http.post(path, data=form, auth=(ACCOUNT.sid, ACCOUNT.token)).status_code == 201

    assert [one["number"] for one in desk.read("/control/state")["strangers"]] == [PHONE]


def test_calls_are_found_by_their_recipient_however_it_was_written(desk: Desk, client: Client, firm: str) -> None:
    client.messages.create(to="(415) 555-0132", from_=firm, body="one")
    client.messages.create(to="+12125550134", from_=firm, body="two")

    found = desk.read("/control/calls?to=%2B14155550132")

    assert [call["form"]["Body"] for call in found] == [["one"]]


def test_an_open_page_hears_of_every_change(desk: Desk) -> None:
    with desk.http.stream("GET", "/control/events") as events:
        lines = (line for line in events.iter_lines() if line)
        assert next(lines) == "data: changed"
        desk.hold(name="Ada")
        assert next(lines) == "data: changed"


def test_idle_says_when_there_is_still_something_to_do(desk: Desk, firm: str) -> None:
    desk.fault("webhook_late", value=60)
    desk.post(f"/control/phones/{PHONE}/texts", to=firm, body="Hello")

    assert desk.http.get("/control/idle?seconds=0.05").status_code == 408


@pytest.mark.parametrize("path", ["/", "/page.css", "/page.js", "/phone.js", "/faults.js", "/dom.js"])
def test_the_page_is_served_with_a_policy_that_runs_nothing_foreign(desk: Desk, path: str) -> None:
    answer = desk.http.get(path)

    assert answer.status_code == 200
    assert answer.headers["content-security-policy"].startswith("default-src 'self'")


def test_the_page_never_makes_markup_of_text() -> None:
    scripts = list((Path(local.twilio.__file__).parent / "page").glob("*.js"))
    assert scripts
    for script in scripts:
        for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
            assert way not in script.read_text(), f"{script.name} uses {way}"
