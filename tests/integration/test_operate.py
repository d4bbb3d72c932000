"""The operator's command: firms, lines and users, in any deployment."""

from typing import Any

import boto3
import pytest

from infra.operate.deployment import Deployment
from infra.operate.office import Office
from leadline.domain.errors import Conflict, NotFound
from tests.integration.conftest import ACCOUNT, LINE, Functions, Person, Tables
from tests.integration.test_receive_message import form, receive
from tests.surroundings import QUEUES, TABLES
from tests.template import resources

OUTPUTS = {
    "SecretsName": "leadline/secrets",
    "PeopleQueue": QUEUES["index_people"],
    "NumbersQueue": QUEUES["look_up_numbers"],
    "ImportsQueue": QUEUES["import_rows"],
    "ImportsBucket": "imports",
}


@pytest.fixture
def office(functions: Functions) -> Office:
    """An operator's office on empty tables and an empty user pool."""
    cognito = boto3.client("cognito-idp")
    schema: Any = [{"Name": "firm", "AttributeDataType": "String", "Mutable": True}]
    policies = resources("AWS::Cognito::UserPool")["UserPool"]["Properties"]["Policies"]
    pool = cognito.create_user_pool(PoolName="leadline", Schema=schema, Policies=policies)["UserPool"]["Id"]
    cognito.create_group(UserPoolId=pool, GroupName="admin")
    return Office(Deployment({**TABLES, **OUTPUTS, "UserPoolId": pool}))


def open_firm(office: Office, name: str = "Field & Co") -> str:
    firm_id: str = office.add_firm(name=name, two_way=True)["id"]
    return firm_id


def add_line(office: Office, firm_id: str, address: str = LINE, service: str | None = None) -> str:
    line = office.add_line(firm_id=firm_id, address=address, account=ACCOUNT.sid, route=service, is_default=True)
    line_id: str = line["id"]
    return line_id


def add_user(office: Office, firm_id: str, role: str = "member") -> dict[str, str]:
    return office.add_user(
        firm_id=firm_id,
        email="dana@example.com",
        name="Dana Reyes",
        role=role,
        temporary_password=None,
        password="a long enough password",
    )


def test_a_firm_gets_a_line_and_a_user_who_sees_both(office: Office, functions: Functions):
    firm_id = open_firm(office)
    add_line(office, firm_id, "+1 (415) 555-0100")
    user = add_user(office, firm_id, role="admin")

    session = functions.call("read_session", person=Person(firm_id, sub=user["id"])).json

    assert session["firm"] == {"id": firm_id, "name": "Field & Co", "twoWay": True, "region": "US"}
    assert [line["address"] for line in session["lines"]] == [LINE]


def test_a_number_belongs_to_one_firm(office: Office):
    first, second = open_firm(office), open_firm(office, "Another")
    add_line(office, first)

    with pytest.raises(Conflict):
        add_line(office, second)
    assert office.show_firm(firm_id=second)["lines"] == []


def test_a_messaging_service_belongs_to_one_line(office: Office):
    firm_id, service = open_firm(office), "MG" + "0" * 32
    add_line(office, firm_id, service=service)

    with pytest.raises(Conflict):
        add_line(office, firm_id, "+14155550101", service=service)


def test_a_line_for_a_firm_that_does_not_exist_is_refused(office: Office):
    with pytest.raises(NotFound):
        add_line(office, "nobody")


def test_there_is_one_default_line(office: Office):
    firm_id = open_firm(office)
    first, second = add_line(office, firm_id), add_line(office, firm_id, "+14155550101")

    def defaults() -> list[str]:
        return [line["id"] for line in office.show_firm(firm_id=firm_id)["lines"] if line["isDefault"]]

    assert defaults() == [second]
    office.change_line(firm_id=firm_id, line_id=first, active=None, is_default=True)
    assert defaults() == [first]


def test_an_inactive_line_fails_visibly(office: Office, functions: Functions):
    firm_id = open_firm(office)
    line_id = add_line(office, firm_id)
    office.change_line(firm_id=firm_id, line_id=line_id, active=False, is_default=None)

    answer = functions.call(
        "send_message", person=Person(firm_id), body={"recipientPhone": "+12025550143", "message": "Hi"}
    )

    assert (answer.status, answer.code) == (500, "delivery_failed")


def test_a_user_is_made_once_and_can_be_removed(office: Office):
    firm_id = open_firm(office)
    add_user(office, firm_id)

    with pytest.raises(Conflict):
        add_user(office, firm_id)
    assert office.change_user(email="dana@example.com", name="Dana R.", role="admin")["role"] == "admin"
    assert office.remove_user(email="dana@example.com")["name"] == "Dana R."
    with pytest.raises(NotFound):
        office.remove_user(email="nobody@example.com")


def test_search_can_be_built_anew(functions: Functions, office: Office, dana: Person, tables: Tables):
    receive(functions, form("Hello"))
    office.add_lead(firm_id=dana.firm, name="Ann Smith", phone="+12025550143", email=None)
    office.add_lead(firm_id=dana.firm, name="Ann Nophone", phone=None, email="ann@example.com")
    functions.follow_changes()

    before = tables.entries()
    for row in tables.rows("leads"):
        if row in before or row["sk"] == "indexed":
            tables.client.delete_item(TableName="leads", Key={"pk": {"S": row["pk"]}, "sk": {"S": row["sk"]}})

    done = office.rebuild_search(firm_id=dana.firm)

    assert done == {"leads": 2, "people": 2}
    assert tables.entries() == before != []


def test_a_leaked_key_is_found_and_ended(functions: Functions, office: Office):
    admin = Person(open_firm(office), is_admin=True)
    made = functions.call("create_api_key", person=admin, body={"name": "Signup form"}).json
    _, firm, key, _ = made["secret"].split("_")

    (shown,) = office.list_api_keys(firm_id=firm)
    assert (shown["id"], shown["name"], shown["hint"]) == (key, "Signup form", made["apiKey"]["hint"])
    assert office.revoke_api_key(firm_id=firm, key_id=key) == {"id": key, "revoked": True}

    assert functions.call("list_opt_outs", key=made["secret"]).status == 401
    with pytest.raises(NotFound):
        office.revoke_api_key(firm_id=firm, key_id=key)
