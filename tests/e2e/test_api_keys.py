"""API keys on the deployed stack, through the gateway and its authorizer."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

from tests.e2e.deployed import Deployed, Firm, Phone, eventually
from tests.e2e.running_stack import RunningStack

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def deployed(stack: RunningStack) -> Iterator[Deployed]:
    """The deployed stack."""
    found = Deployed(stack)
    yield found
    found.close()


def firm_with_an_admin(deployed: Deployed, number: str) -> Firm:
    firm = deployed.open_firm(number)
    deployed.operate("change_user", firm.email, "--role", "admin")
    return firm


@pytest.fixture(scope="module")
def firm(deployed: Deployed) -> Firm:
    """A firm with an admin."""
    return firm_with_an_admin(deployed, "+14155550180")


@pytest.fixture(scope="module")
def other(deployed: Deployed) -> Firm:
    """Another one."""
    return firm_with_an_admin(deployed, "+14155550181")


@pytest.fixture(scope="module")
def phone(deployed: Deployed) -> Phone:
    """A phone that no other test texts."""
    held = Phone(deployed, "+14155570001")
    deployed.twilio.post("/control/phones", json={"number": held.number}).raise_for_status()
    return held


@pytest.fixture
def programs(deployed: Deployed) -> Iterator["Programs"]:
    """Programs that call the API."""
    with ExitStack() as open_:
        yield Programs(deployed, open_)


class Programs:
    """Who calls the API below /api, by what they show."""

    def __init__(self, deployed: Deployed, open_: ExitStack) -> None:
        self._api, self._open = deployed.stack.api, open_

    def showing(self, authorization: str | None) -> httpx.Client:
        """A program with an Authorization header, or with none."""
        headers = {"Authorization": authorization} if authorization is not None else {}
        return self._open.enter_context(httpx.Client(base_url=f"{self._api}/api", timeout=60, headers=headers))


def make(firm: Firm, name: str = "Signup form") -> dict[str, Any]:
    """A new key."""
    answer = firm.api.post("/api-keys", json={"name": name})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def test_a_program_texts_by_its_key_until_it_is_revoked(firm: Firm, phone: Phone, programs: Programs):
    made, kept = make(firm), make(firm, "Another program")
    program = programs.showing(f"Bearer {made['secret']}")

    sent = program.post("/messages", json={"recipientPhone": phone.number, "message": "Welcome!"})

    assert (sent.status_code, sent.json()["userName"]) == (201, "Signup form")
    eventually(lambda: phone.received() == ["Welcome!"])
    assert program.get("/opt-outs").json() == {"optOuts": [], "next": None}
    keys = {key["id"]: key["lastUsedAt"] for key in firm.api.get("/api-keys").json()["apiKeys"]}
    assert keys[made["apiKey"]["id"]]
    assert keys[kept["apiKey"]["id"]] is None

    assert firm.api.delete(f"/api-keys/{made['apiKey']['id']}").status_code == 204

    eventually(lambda: program.get("/opt-outs").status_code == 401, within=60)
    again = program.post("/messages", json={"recipientPhone": phone.number, "message": "Once more"})
    assert (again.status_code, again.json()["code"]) == (401, "unauthorized")
    assert phone.received() == ["Welcome!"]
    assert programs.showing(f"Bearer {kept['secret']}").get("/opt-outs").status_code == 200


def test_a_program_texts_while_two_way_is_off_and_a_user_does_not(
    deployed: Deployed, other: Firm, phone: Phone, programs: Programs
):
    program = programs.showing(f"Bearer {make(other)['secret']}")
    deployed.operate("change_firm", other.id, "--two-way", "off")

    eventually(lambda: other.send(phone.number, "By hand").json().get("code") == "two_way_off", within=30)
    sent = program.post("/messages", json={"recipientPhone": phone.number, "message": "A campaign"})

    assert sent.status_code == 201


def test_no_key_but_a_good_one_opens_anything(firm: Firm, other: Firm, phone: Phone, programs: Programs):
    ours, theirs = (make(each)["secret"].split("_") for each in (firm, other))
    id_token = firm.api.headers["Authorization"]
    wrong = [
        "_".join([*ours[:3], "0" * 48]),
        "_".join([*ours[:2], *theirs[2:]]),
        "_".join([*theirs[:2], *ours[2:]]),
        "_".join([*ours[:3], theirs[3]]),
        "ll_nobody_nothing_none",
    ]
    shown = [*(f"Bearer {key}" for key in wrong), "_".join(ours), "Basic bGw6", id_token, None]

    for authorization in shown:
        program = programs.showing(authorization)
        answer = program.post("/messages", json={"recipientPhone": phone.number, "message": "Let me in"})
        assert answer.status_code == 401, authorization
        assert program.get("/opt-outs").status_code == 401, authorization
    assert "Let me in" not in phone.received()


def test_a_key_opens_only_what_is_for_programs(firm: Firm, programs: Programs):
    program = programs.showing(f"Bearer {make(firm)['secret']}")

    assert program.get("/threads").status_code == 404
    assert program.post("/api-keys", json={"name": "Mine"}).status_code == 404
    outside = httpx.get(f"{firm.deployed.stack.api}/threads", headers=program.headers)
    assert outside.status_code == 401
