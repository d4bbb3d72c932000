"""Agreement with the vendor's own interface description and test vectors, where they lie beside the project."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from twilio.rest import Client

from local.twilio import listing, refusals, segments, twiml
from local.twilio.server import Simulator
from local.twilio.signature import sign
from tests.simulators.cast import ACCOUNT, FIRM, PHONE, Customer, Desk

SHARED = Path(__file__).parents[3] / "shared"


def read(name: str) -> Any:
    """A file that lies beside the project."""
    return json.loads((SHARED / name).read_text())


API = read("contracts/twilio_api_v2010.messages.json")
LOOKUPS = read("contracts/twilio_lookups_v2.fetch.json")
LIST = API["paths"]["/2010-04-01/Accounts/{AccountSid}/Messages.json"]["get"]["responses"]["200"]
MESSAGE = {"$ref": "#/components/schemas/api.v2010.account.message"}
TYPES = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}


def wrongs(value: Any, schema: Any, document: Any, where: str = "") -> list[str]:
    """What a value has that its schema doesn't allow, or lacks that the vendor's examples all have."""
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if value is None:
        return []
    if "type" in schema and not isinstance(value, TYPES[schema["type"]]):
        return [f"{where} is no {schema['type']}"]
    found = []
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{where} is not of the enumeration")
    if "pattern" in schema and not re.fullmatch(schema["pattern"], value):
        found.append(f"{where} doesn't match {schema['pattern']}")
    if schema.get("format") == "date-time-rfc-2822" and not re.fullmatch(
        r"\w{3}, \d\d \w{3} \d{4} [\d:]{8} \+0000", value
    ):
        found.append(f"{where} is no RFC 2822 date")
    if schema.get("properties") and schema.get("format") != "uri-map":
        found += [f"{where}.{name} is missing" for name in schema["properties"] if name not in value]
        found += [f"{where}.{name} is too much" for name in value if name not in schema["properties"]]
        for name in schema["properties"].keys() & value.keys():
            found += wrongs(value[name], schema["properties"][name], document, f"{where}.{name}")
    for index, one in enumerate(value if isinstance(value, list) else []):
        found += wrongs(one, schema["items"], document, f"{where}[{index}]")
    return found


def test_messages_have_the_contracts_fields(desk: Desk, firm: str, customer: Customer) -> None:
    base, auth = f"/2010-04-01/Accounts/{ACCOUNT.sid}/Messages", (ACCOUNT.sid, ACCOUNT.token)
    form = {"To": PHONE, "From": firm, "Body": "Hello", "MediaUrl": f"{customer.url}/house.png"}
    created = desk.http.post(f"{base}.json", data=form, auth=auth)
    desk.hold(outcome="30007")
    desk.settle()
    desk.text("Hello")
    fetched = desk.http.get(f"{base}/{created.json()['sid']}.json", auth=auth)
    listed = desk.http.get(f"{base}.json?PageSize=1", auth=auth)

    assert (created.status_code, fetched.json()["status"], listed.json()["next_page_uri"] is not None) == (
        201,
        "undelivered",
        True,
    )
    assert wrongs(created.json(), MESSAGE, API) == []
    assert wrongs(fetched.json(), MESSAGE, API) == []
    assert wrongs(listed.json(), LIST["content"]["application/json"]["schema"], API) == []


def test_lookups_have_the_contracts_fields(desk: Desk) -> None:
    auth = (ACCOUNT.sid, ACCOUNT.token)
    schema = {"$ref": "#/components/schemas/LookupResponse"}

    for number in (PHONE, "+1415"):
        answer = desk.http.get(f"/v2/PhoneNumbers/{number}?Fields=line_type_intelligence", auth=auth)
        assert wrongs(answer.json(), schema, LOOKUPS) == []


def test_every_filter_of_the_contract_is_played() -> None:
    parameters = API["paths"]["/2010-04-01/Accounts/{AccountSid}/Messages.json"]["get"]["parameters"]
    assert {one["name"] for one in parameters} - {"AccountSid", "PageSize", "Page", "PageToken"} == set(listing.FILTERS)


@pytest.mark.parametrize("vector", read("vectors/sms_segments.json")["vectors"], ids=lambda vector: vector["name"])
def test_segments_are_counted_as_twilio_counts_them(vector: Any) -> None:
    assert segments.count(vector["body"]) == vector["segments"]


def test_the_alphabet_is_gsm_7() -> None:
    alphabet = read("vectors/gsm7.json")

    assert set(alphabet["basic"]) == segments.BASIC
    assert set(alphabet["extension"]) == segments.EXTENSION


PLAIN = [
    vector
    for vector in read("vectors/twilio_signatures.json")["vectors"]
    if vector["name"] == "plain" or (vector["valid"] and vector.get("derived"))
]


@pytest.mark.parametrize("vector", PLAIN, ids=lambda vector: vector["name"])
def test_signatures_are_twilios(vector: Any) -> None:
    form = [(name, value) for name, value in vector["params"]]

    assert sign(vector["token"], vector["url"], form) == vector["signature"]


@pytest.mark.parametrize("document", read("vectors/twiml.json")["valid"])
def test_valid_twiml_is_understood(document: str) -> None:
    twiml.replies("text/xml", document)


@pytest.mark.parametrize("document", read("vectors/twiml.json")["invalid"])
def test_invalid_twiml_is_not(document: str) -> None:
    with pytest.raises(twiml.NotTwiml):
        twiml.replies("application/xml", document)


def test_codes_say_what_twilio_says() -> None:
    published = {one["code"]: one["message"] for one in read("vectors/twilio_error_codes.json")["codes"]}
    worded_by_the_api_itself = {20003, 20404}
    ours = {code: meaning.words for code, meaning in refusals.MEANINGS.items()} | refusals.LATER

    assert {
        code: (words, published[code])
        for code, words in ours.items()
        if code in published and code not in worded_by_the_api_itself and words != published[code]
    } == {}


def test_every_naughty_string_arrives_unchanged_and_signed(desk: Desk, firm: str, customer: Customer) -> None:
    strings = read("vectors/naughty_strings.json")["strings"]
    bodies = ["\n".join(strings[start : start + 10]) for start in range(0, len(strings), 10)]

    for body in bodies:
        desk.post(f"/control/phones/{PHONE}/texts", to=FIRM, body=body)
    desk.settle()

    assert sorted(request.form["Body"] for request in customer.heard) == sorted(bodies)
    assert all(request.signed for request in customer.heard)


def test_the_sdk_agrees_with_the_page_links(client: Client, simulator: Simulator, firm: str) -> None:
    for number in range(3):
        client.messages.create(to=PHONE, from_=firm, body=str(number))

    assert client.messages.page(page_size=2).next_page_url.startswith("https://api.twilio.com/2010-04-01/Accounts/")
