"""create_import: a file is announced, and a browser may upload it where nobody else's is."""

import base64
import json
from typing import Any

import pytest

from tests.integration.conftest import Functions, Person, Tables, aws
from tests.integration.importing import announce, send, state

BUCKET = "imports"


def policy(announced: dict[str, Any]) -> list[Any]:
    """What a form may upload."""
    signed = json.loads(base64.b64decode(announced["upload"]["fields"]["policy"]))
    return list(signed["conditions"])


def test_an_import_waits_for_its_file(functions: Functions, dana: Person):
    announced = announce(functions, dana, kind="opt_outs", name="Ünsere Liste.csv")["import"]

    assert announced == state(functions, dana, announced["id"])
    assert {name: value for name, value in announced.items() if name not in ("id", "createdAt")} == {
        "kind": "opt_outs",
        "fileName": "Ünsere Liste.csv",
        "userName": "Dana Reyes",
        "status": "waiting",
        "problem": None,
        "progress": 0,
        "rows": 0,
        "added": 0,
        "repeated": 0,
        "refused": 0,
        "noted": 0,
        "badPhones": 0,
    }


def test_the_form_takes_one_file_of_at_most_100_mb_into_the_firms_folder(functions: Functions, dana: Person):
    announced = announce(functions, dana)
    key = f"firms/{dana.firm}/imports/{announced['import']['id']}"

    send(announced["upload"], b"Name\nAnn\n")

    assert aws("s3").get_object(Bucket=BUCKET, Key=key)["Body"].read() == b"Name\nAnn\n"
    assert ["content-length-range", 1, 100 * 1024 * 1024] in policy(announced)
    assert {"key": key} in policy(announced)
    assert {"bucket": BUCKET} in policy(announced)


def test_the_form_is_sent_to_the_regions_own_address(functions: Functions, dana: Person):
    """The portal's policy lets pages call that one."""
    assert announce(functions, dana)["upload"]["url"] == f"https://{BUCKET}.s3.us-east-1.amazonaws.com/"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"fileName": "leads.csv"}, "kind"),
        ({"kind": "users", "fileName": "leads.csv"}, "kind"),
        ({"kind": "leads"}, "fileName"),
        ({"kind": "leads", "fileName": ""}, "fileName"),
        ({"kind": "leads", "fileName": "x" * 201}, "fileName"),
        ({"kind": "leads", "fileName": "leads.csv", "firmId": "another"}, "firmId"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    functions: Functions, dana: Person, tables: Tables, body: dict[str, str], field: str
):
    answer = functions.call("create_import", person=dana, body=body)

    assert (answer.status, answer.code) == (400, "invalid")
    assert [error["field"] for error in answer.json["errors"]] == [field]
    assert tables.rows("leads") == []
