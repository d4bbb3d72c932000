"""Importing a file on the deployed stack: uploaded as a browser does it, read by the queue's function, part by part."""

from typing import Any

import httpx
import pytest

from tests.e2e.deployed import Deployed, Firm, eventually

pytestmark = pytest.mark.e2e

PLAN = {"delimiter": ",", "hasHeader": True, "columns": ["name", "email", "phone"]}


@pytest.fixture(scope="module")
def firm(deployed: Deployed) -> Firm:
    """A firm."""
    return deployed.open_firm("+14155550195")


def uploaded(firm: Firm, content: bytes, *, origin: str) -> str:
    """An import whose file was sent from a page of an origin; its id."""
    made = firm.api.post("/imports", json={"kind": "leads", "fileName": "leads.csv"}).raise_for_status().json()
    url = made["upload"]["url"]
    asks = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    asked = httpx.options(url, headers=asks)
    assert f" {url} " in httpx.get(origin).headers["content-security-policy"]
    sent = httpx.post(url, data=made["upload"]["fields"], files={"file": ("blob", content)}, headers={"Origin": origin})
    allowed = {answer.headers.get("access-control-allow-origin") for answer in (asked, sent)}
    # The emulator lets every origin in; that the template names the portal's is held by an architecture test.
    assert (asked.status_code, sent.status_code, allowed <= {origin, "*"}) == (200, 204, True), (asked.text, sent.text)
    return str(made["import"]["id"])


def imported(firm: Firm, content: bytes, *, origin: str) -> dict[str, Any]:
    """An import at its end."""
    address = f"/imports/{uploaded(firm, content, origin=origin)}"
    firm.api.post(f"{address}/run", json=PLAN).raise_for_status()
    eventually(lambda: firm.api.get(address).json()["status"] in ("done", "failed"), within=60)
    return dict(firm.api.get(address).json())


def test_a_file_of_several_parts_is_imported_once(firm: Firm, deployed: Deployed):
    rows = "".join(f"Lead {number},,202-555-{number:04}\n" for number in range(1, 600))
    content = f"Name,E-mail,Phone\n{rows},no address,\n".encode()

    first, second = (imported(firm, content, origin=deployed.stack.portal) for _ in range(2))

    counted = ("status", "rows", "added", "repeated", "refused")
    assert [first[name] for name in counted] == ["done", 600, 599, 0, 1]
    assert [second[name] for name in counted] == ["done", 600, 0, 599, 1]
