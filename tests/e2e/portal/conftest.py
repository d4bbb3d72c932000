"""A firm of the portal tests' own, people who can sign in to it, and phones to text with."""

import itertools
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page

from local.environments import ROOT
from tests.e2e.portal.desk import Desk
from tests.e2e.portal.firms import PASSWORD, Operator
from tests.e2e.portal.phone import Phone
from tests.e2e.running_stack import RunningStack

FIRM_NUMBER = "+14155550300"
counter = itertools.count(1)


@pytest.fixture(scope="session")
def operator(stack: RunningStack) -> Iterator[Operator]:
    """Whoever runs this stack."""
    operator = Operator(stack.aws)
    yield operator
    operator.close()


@pytest.fixture(scope="session")
def twilio(stack: RunningStack) -> Iterator[httpx.Client]:
    """The simulated Twilio's controls."""
    with httpx.Client(base_url=stack.phones, timeout=30) as client:
        client.post("/control/pace", json={"stepDelay": 0.05}).raise_for_status()
        yield client


@pytest.fixture(scope="session")
def firm(stack: RunningStack, operator: Operator, twilio: httpx.Client) -> str:
    """A firm with a line; its id."""
    account = stack.where["twilio_account"]
    firm_id = operator.add_firm("Portal & Sons")
    operator.add_line(firm_id, FIRM_NUMBER, account["sid"])
    twilio.post(
        f"/2010-04-01/Accounts/{account['sid']}/IncomingPhoneNumbers.json",
        data={"PhoneNumber": FIRM_NUMBER, "SmsUrl": f"{stack.where['public_url']}/webhooks/twilio/messages"},
        auth=(account["sid"], account["token"]),
    ).raise_for_status()
    return firm_id


@pytest.fixture
def person(firm: str, operator: Operator) -> str:
    """The address of someone new at the firm, who has sent nothing yet."""
    email = f"person{next(counter)}@portal.example"
    operator.add_user(firm, email, "Robin Portal")
    return email


@pytest.fixture
def admin(firm: str, operator: Operator) -> str:
    """The address of an admin of the firm."""
    email = f"admin{next(counter)}@portal.example"
    operator.add_user(firm, email, "Avery Admin", role="admin")
    return email


@pytest.fixture
def desk(page: Page, stack: RunningStack) -> Desk:
    """The portal in an empty tab."""
    return Desk(page, stack.portal)


@pytest.fixture
def at_work(desk: Desk, person: str) -> Desk:
    """The portal with someone signed in."""
    desk.open()
    desk.sign_in(person, PASSWORD)
    desk.conversations.wait_for()
    return desk


@pytest.fixture
def in_charge(desk: Desk, admin: str) -> Desk:
    """The portal with an admin signed in."""
    desk.open()
    desk.sign_in(admin, PASSWORD)
    desk.conversations.wait_for()
    return desk


@pytest.fixture
def phone(twilio: httpx.Client, firm: str) -> Iterator[Phone]:
    """A lead's phone; the firm doesn't know it yet."""
    phone = Phone(twilio, number=f"+1415555{4000 + next(counter)}", firm=FIRM_NUMBER)
    yield phone
    phone.clear_faults()


@pytest.fixture
def lead(phone: Phone, firm: str, operator: Operator, request: pytest.FixtureRequest) -> Phone:
    """The phone of a lead whom the firm knows by a name of this test's own."""
    phone.name = f"Lee {re.sub(r'[^a-z]+', ' ', request.node.name)[-24:].title().strip()}"
    operator.add_lead(firm, phone.name, phone.number)
    return phone


@pytest.fixture
def picture(tmp_path: Path) -> Callable[[str], Path]:
    """Where a picture goes: into docs/images if PICTURES is set, so that a test run alone changes no file."""
    folder = ROOT / "docs/images" if os.environ.get("PICTURES") else tmp_path
    return lambda name: folder / f"{name}.png"
