"""`python -m local.demo_firms`: makes the demo firms with the operator's command and the API, once.

Reads the running stack from standard input as JSON; prints the firms as JSON.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import boto3

from infra.operate.deployment import Deployment
from infra.operate.office import Office
from leadline.domain.errors import Conflict, NotFound
from leadline.domain.leads.search import words
from local.demo_talk import talk

# Only for stacks that nobody but this machine can reach.
PASSWORD = "text-your-leads"


@dataclass(frozen=True, slots=True)
class Person:
    email: str
    name: str
    role: str = "member"


@dataclass(frozen=True, slots=True)
class DemoFirm:
    """A firm as it is to be made; `talk` holds what was said with each lead, the lead's words marked with `<`."""

    name: str
    number: str
    people: tuple[Person, ...]
    event: str
    talk: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)


FIRMS = (
    DemoFirm(
        "Harbor & Field Law",
        "+14155550100",
        (
            Person("dana@harborfield.example", "Dana Reyes", "admin"),
            Person("sam@harborfield.example", "Sam Okafor"),
        ),
        "Estate planning webinar",
        {
            ("Priya Natarajan", "+14155550111"): (
                "Hi Priya, thanks for joining our estate planning webinar. Any questions I can help with?",
                "< Yes! Do I need a trust if I already have a will?",
                "Good question. A trust can keep your home out of probate. Would a 20-minute call this week help?",
                "< That would be great. Thursday after 3?",
            ),
            ("Marcus Bell", "+14155550112"): (
                "Hi Marcus, your documents are ready to sign. Shall I send the link?",
                "< Please do. Is it fine if my wife signs tomorrow?",
                "Of course, take your time.",
            ),
            ("Zoë Lindqvist", "+14155550113"): (
                "Hi Zoë, a reminder of our annual review meeting on Thursday at 10:00.",
                "< See you there 👍",
            ),
            ("Tom Alvarez", "+14155550114"): ("Hi Tom, just following up on our conversation Friday.", "< STOP"),
            ("Olivia Hart", "+14155550116"): (
                "Hi Olivia, would you like a summary of the webinar by text?",
                "< No thanks, please don't text me again",
            ),
            ("Grace Kim", "+14155550115"): (),
        },
    ),
    DemoFirm(
        "Northside Wealth",
        "+14155550200",
        (Person("kim@northside.example", "Kim Larsen", "admin"),),
        "Retirement evening",
        {
            ("Ada Brandt", "+14155550211"): ("< Hello, is this the number for appointments?",),
            ("Ben Osei", "+14155550212"): ("Hi Ben, your statement for October is in the portal.",),
        },
    ),
)


def plain(name: str) -> str:
    """A name as it stands in an email address."""
    return "".join(words(name))


def make(stack: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Make each firm that isn't there yet; return what a person needs to know of all of them."""
    deployment = Deployment(stack["outputs"])
    office = Office(deployment)
    return [
        {
            "name": firm.name,
            "number": firm.number,
            "id": _known(firm, stack, office) or _make(firm, stack, office),
            "people": [person.email for person in firm.people],
            "password": PASSWORD,
        }
        for firm in FIRMS
    ]


def _known(firm: DemoFirm, stack: Mapping[str, Any], office: Office) -> str | None:
    """Return the id of a firm that was made before: it has its number. A start may have been stopped after that."""
    try:
        firm_id: str = office.find_firm(address=firm.number)["id"]
    except NotFound:
        return None
    _let_in(firm, firm_id, stack, office)
    _talk(firm, stack, resumed=True)
    return firm_id


def _make(firm: DemoFirm, stack: Mapping[str, Any], office: Office) -> str:
    made = office.add_firm(name=firm.name, two_way=True)
    firm_id: str = made["id"]
    for lead, phone in firm.talk:
        email = f"{plain(lead.split()[0])}@example.com"
        office.add_lead(firm_id=firm_id, name=lead, phone=phone, email=email, event=firm.event)
    # From here on the firm is known by its number, and a start that was interrupted goes on where it was.
    office.add_line(
        firm_id=firm_id,
        address=firm.number,
        account=stack["twilio_account"]["sid"],
        route=None,
        is_default=True,
    )
    _let_in(firm, firm_id, stack, office)
    _talk(firm, stack, resumed=False)
    return firm_id


def _talk(firm: DemoFirm, stack: Mapping[str, Any], *, resumed: bool) -> None:
    """Hold the firm's conversations, if the Twilio is our own."""
    if stack["phones"]:
        email = firm.people[0].email
        talk(stack, number=firm.number, email=email, password=PASSWORD, said=firm.talk, resumed=resumed)


def _let_in(firm: DemoFirm, firm_id: str, stack: Mapping[str, Any], office: Office) -> None:
    """Let everyone of a firm sign in who can't yet."""
    for person in firm.people:
        try:
            office.add_user(
                firm_id=firm_id,
                email=person.email,
                name=person.name,
                role=person.role,
                temporary_password=None,
                password=PASSWORD,
            )
        except Conflict:
            _finish(person, pool=stack["outputs"]["UserPoolId"], office=office)


def _finish(person: Person, *, pool: str, office: Office) -> None:
    """Do the rest for a user at whom a start was stopped: a password to keep is the sign that all before was done."""
    users = boto3.client("cognito-idp")
    half_made = users.admin_get_user(UserPoolId=pool, Username=person.email)["UserStatus"] == "FORCE_CHANGE_PASSWORD"
    if half_made:
        users.admin_set_user_password(UserPoolId=pool, Username=person.email, Password=PASSWORD, Permanent=True)
    office.change_user(email=person.email, name=None, role=person.role if half_made else None)


if __name__ == "__main__":
    json.dump(make(json.load(sys.stdin)), sys.stdout)
