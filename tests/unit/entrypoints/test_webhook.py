"""Only what Twilio signed is let in, whatever comes."""

from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from leadline.adapters.aws.secrets import Outside
from leadline.domain.errors import BadSignature
from leadline.entrypoints.http.request import Request
from tests.signed import verified

TOKEN, OTHER_TOKEN, ACCOUNT = "the token", "the other account's", "AC1"
PUBLIC_URL = "https://api.example.com/prod"
OUTSIDE = Outside(public_url=PUBLIC_URL, twilio_accounts={ACCOUNT: [TOKEN], "AC2": [OTHER_TOKEN]})

texts = st.text(max_size=20)
forms = st.dictionaries(st.text(min_size=1, max_size=12), texts, max_size=6).map(
    lambda form: {"AccountSid": ACCOUNT, **form, "Body": form.get("Body", "Hi")} | {"AccountSid": ACCOUNT}
)
paths = st.sampled_from(["/webhooks/twilio/messages", "/webhooks/twilio/deliveries/f.t.m"])


def posted(form: dict[str, str], *, path: str, signature: str, query: str = "", raw: str | None = None) -> Request:
    """A form as the gateway passes it on."""
    return Request(
        {
            "rawPath": f"/prod{path}",
            "rawQueryString": query,
            "headers": {"x-twilio-signature": signature},
            "body": urlencode(form) if raw is None else raw,
            "requestContext": {"stage": "prod"},
        }
    )


def signed(form: dict[str, str], path: str, *, token: str = TOKEN) -> str:
    """Twilio's signature."""
    return str(RequestValidator(token).compute_signature(PUBLIC_URL + path, form))


@given(forms, paths)
def test_a_signed_form_arrives_as_it_was_sent(form: dict[str, str], path: str):
    read = verified(posted(form, path=path, signature=signed(form, path)), OUTSIDE)

    assert read == {name: [value] for name, value in form.items()}


@given(forms, paths, st.data())
def test_a_form_in_which_anything_was_changed_is_refused(form: dict[str, str], path: str, data: st.DataObject):
    signature = signed(form, path)
    name = data.draw(st.sampled_from(sorted(form)))
    new = data.draw(st.text(min_size=1, max_size=12).filter(lambda text: text not in form))
    other = data.draw(texts.filter(lambda text: text != form[name]))
    place = data.draw(st.integers(0, len(signature) - 1))
    changes: list[dict[str, Any]] = [
        {"form": form | {name: other}},
        {"form": {key: value for key, value in form.items() if key != name}},
        {"form": form | {new: other}},
        {"path": path + "x"},
        {"path": path.upper()},
        {"query": "bodySHA256=" + "0" * 64},
        {"signature": signature[:place] + ("A" if signature[place] != "A" else "B") + signature[place + 1 :]},
        {"signature": signature[:place]},
        {"signature": signature + "="},
        {"signature": signed(form, path, token=OTHER_TOKEN)},
        {"signature": signed(form, path, token="")},
    ]

    for change in changes:
        with pytest.raises(BadSignature):
            verified(posted(**({"form": form, "path": path, "signature": signature} | change)), OUTSIDE)


@given(st.text(max_size=200), st.text(max_size=40), st.text(max_size=30), st.text(max_size=40))
@example("%FF=%ED%A0%80", "", "", "")
@example("\ud800=1", "", "", "")
@example("a=1&" * 2000, "", "", "")
@example("AccountSid=AC1", "é" * 28, "", "")
@example("AccountSid=AC1&AccountSid=AC2", "=" * 28, "[/", "[")
@example("AccountSid=AC1", "", "\ud800", "\ud800")
def test_whatever_comes_unsigned_is_refused(raw: str, signature: str, path: str, query: str):
    request = posted({}, path=f"/{path}", signature=signature, query=query, raw=raw)

    with pytest.raises(BadSignature):
        verified(request, OUTSIDE)
