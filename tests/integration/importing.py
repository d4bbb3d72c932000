"""Files as people import them: announced, uploaded by a browser's form, started, and read to the end."""

from typing import Any

import requests

from tests.integration.conftest import Answer, Functions, Person

LEADS = ["name", "email", "phone"]


def announce(functions: Functions, person: Person, *, kind: str = "leads", name: str = "leads.csv") -> dict[str, Any]:
    """An import that waits for its file, and its form."""
    answer = functions.call("create_import", person=person, body={"kind": kind, "fileName": name})
    assert answer.status == 201, answer.text
    return dict(answer.json)


def send(upload: dict[str, Any], content: bytes) -> None:
    """Send a form as a browser does."""
    answer = requests.post(upload["url"], data=upload["fields"], files={"file": ("blob", content)}, timeout=10)
    assert answer.status_code == 204, answer.text


def uploaded(functions: Functions, person: Person, content: bytes, *, kind: str = "leads") -> str:
    """An import whose file has arrived; its id."""
    announced = announce(functions, person, kind=kind)
    send(announced["upload"], content)
    return str(announced["import"]["id"])


def plan(*columns: str | None, delimiter: str = ",", header: bool = True) -> dict[str, Any]:
    """What a person has said of a file."""
    return {"delimiter": delimiter, "hasHeader": header, "columns": columns or LEADS}


def start(functions: Functions, person: Person, import_id: str, wanted: dict[str, Any] | None = None) -> Answer:
    """Start an import."""
    return functions.call("run_import", person=person, path={"importId": import_id}, body=wanted or plan())


def state(functions: Functions, person: Person, import_id: str) -> dict[str, Any]:
    """An import as it stands."""
    answer = functions.call("read_import", person=person, path={"importId": import_id})
    assert answer.status == 200, answer.text
    return dict(answer.json)


def counts(shown: dict[str, Any]) -> tuple[int, int, int, int]:
    """How many rows there were, and how many of them were added, repeated, refused."""
    return shown["rows"], shown["added"], shown["repeated"], shown["refused"]


def imported(
    functions: Functions,
    person: Person,
    content: bytes | str,
    wanted: dict[str, Any] | None = None,
    *,
    kind: str = "leads",
) -> dict[str, Any]:
    """Import a file to its end, without what follows from its leads."""
    raw = content.encode() if isinstance(content, str) else content
    import_id = uploaded(functions, person, raw, kind=kind)
    answer = start(functions, person, import_id, wanted)
    assert answer.status == 202, answer.text
    functions.read_files()
    return state(functions, person, import_id)


def refusals(functions: Functions, person: Person, import_id: str) -> list[dict[str, Any]]:
    """All that is told of a file's rows."""
    answer = functions.call("list_refusals", person=person, path={"importId": import_id}, query={"limit": "500"})
    assert answer.status == 200, answer.text
    assert answer.json["next"] is None
    return list(answer.json["refusals"])
