"""Twilio's own signature vectors, against our check."""

from typing import Any
from urllib.parse import urlsplit

import pytest

from leadline.adapters.aws.secrets import Outside
from leadline.domain.errors import BadSignature
from leadline.entrypoints.http.request import Request
from tests.shared import vectors
from tests.signed import verified

VECTORS = [
    vector
    for vector in vectors("twilio_signatures.json")["vectors"]
    # Addresses that ours never have: a login in them, or Twilio's SDK itself in doubt about them.
    if "@" not in urlsplit(vector["url"]).netloc and vector.get("twilio_python_9_13_says", True)
]
ACCOUNT = "AC1"


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["name"]))
def test_a_form_is_taken_exactly_when_twilio_signed_it(vector: dict[str, Any]):
    # given: the vector's address is the public one; its form names no account of ours unless it does
    url = urlsplit(vector["url"])
    named = dict(vector["params"]).get("AccountSid", "")
    request = Request(
        {
            "rawPath": url.path,
            "rawQueryString": url.query,
            "headers": {"x-twilio-signature": vector["signature"]},
            "body": vector["form_body"],
            "requestContext": {"stage": "$default"},
        }
    )
    outside = Outside(public_url=f"{url.scheme}://{url.netloc}", twilio_accounts={named: [vector["token"]]})

    # when, then
    if vector["valid"]:
        form = verified(request, outside)
        assert {name for name, _ in vector["params"]} == set(form)
    else:
        with pytest.raises(BadSignature):
            verified(request, outside)
