"""One event for each function: the call whose cost is measured."""

import time
from typing import Any
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

from bench.vendors import ACCOUNT, API_KEY, HEAD, LEAD, NUMBER, PUBLIC_URL, THREAD, TOKEN

CLAIMS = {"token_use": "id", "sub": "u", "custom:firm": "f", "name": "Dana Reyes", "email": "dana@example.com"}
INBOUND = {
    "MessageSid": "SM" + "1" * 32,
    "AccountSid": ACCOUNT,
    "From": LEAD,
    "To": NUMBER,
    "Body": "Friday works!",
    "NumMedia": "0",
    "FromCity": "",
}
DELIVERY = {
    "MessageSid": "SM" + "0" * 32,
    "AccountSid": ACCOUNT,
    "From": NUMBER,
    "To": LEAD,
    "MessageStatus": "delivered",
}


def api(
    *, body: str | None = None, path: dict[str, str] | None = None, query: dict[str, str] | None = None
) -> dict[str, Any]:
    """A call with a JSON body, or a search, by somebody who is signed in."""
    event = _event("/", {"content-type": "application/json"}, body)
    event["requestContext"]["authorizer"] = {"jwt": {"claims": CLAIMS}}
    return event | ({"pathParameters": path} if path else {}) | ({"queryStringParameters": query} if query else {})


def admin(*, body: str | None = None, path: dict[str, str] | None = None) -> dict[str, Any]:
    """The same by an admin."""
    event = api(body=body, path=path)
    event["requestContext"]["authorizer"] = {"jwt": {"claims": CLAIMS | {"cognito:groups": "[admin]"}}}
    return event


def webhook(route: str, form: dict[str, str], path: dict[str, str] | None = None) -> dict[str, Any]:
    """A call of Twilio's."""
    signature = RequestValidator(TOKEN).compute_signature(PUBLIC_URL + route, form)
    headers = {"content-type": "application/x-www-form-urlencoded", "x-twilio-signature": signature}
    return _event(route, headers, urlencode(form)) | ({"pathParameters": path} if path else {})


def queued(body: str) -> dict[str, Any]:
    """A message of a queue."""
    attributes = {"ApproximateReceiveCount": "1"}
    return {
        "Records": [
            {"messageId": "m", "receiptHandle": "r", "eventSourceARN": "q", "attributes": attributes, "body": body}
        ]
    }


def changed(row: dict[str, Any]) -> dict[str, Any]:
    """A row that was written, as its table's stream tells it."""
    keys = {name: row[name] for name in ("pk", "sk")}
    return {"Records": [{"eventID": "e", "dynamodb": {"Keys": keys, "NewImage": row}}]}


def _event(path: str, headers: dict[str, str], body: str | None) -> dict[str, Any]:
    context = {"requestId": "r", "stage": "$default", "timeEpoch": int(time.time() * 1000)}
    return {
        "rawPath": path,
        "rawQueryString": "",
        "headers": headers,
        "requestContext": context,
        "isBase64Encoded": False,
        "body": body,
    }


EVENTS: dict[str, dict[str, Any]] = {
    "send_message": api(body=f'{{"recipientPhone": "{LEAD}", "message": "Hello"}}'),
    "receive_message": webhook("/webhooks/twilio/messages", INBOUND),
    "record_delivery": webhook("/webhooks/twilio/deliveries/f.t.m", DELIVERY, {"messageKey": "f.t.m"}),
    "list_threads": api(),
    "read_thread": api(path={"threadId": "t"}),
    "read_media": api(path={"threadId": "t", "messageId": "m", "index": "0"}),
    "mark_read": api(body='{"messageId": "m"}', path={"threadId": "t"}),
    "read_session": api(),
    "open_inbox": api(query={"threadId": "t"}),
    "list_opt_outs": api(),
    "add_opt_out": api(body=f'{{"phone": "{LEAD}"}}'),
    "lift_opt_out": admin(path={"threadId": THREAD}),
    "export_opt_outs": api(),
    "create_api_key": admin(body='{"name": "Signup form"}'),
    "list_api_keys": admin(),
    "revoke_api_key": admin(path={"keyId": "k"}),
    "authorize_key": {
        "type": "REQUEST",
        "identitySource": [f"Bearer {API_KEY}"],
        "requestContext": {"requestId": "r"},
    },
    "run_schedule": {"id": "e"},
    "save_lead": api(body=f'{{"name": "Sarah Field", "phone": "{LEAD}"}}'),
    "change_lead": api(body='{"name": "Sarah Field"}', path={"leadId": "d"}),
    "remove_lead": api(path={"leadId": "d"}),
    "read_lead": api(path={"leadId": "d"}),
    "list_leads": api(),
    "search_leads": api(query={"q": "sar"}),
    "search_threads": api(query={"q": "sar"}),
    "read_person": api(path={"threadId": THREAD}),
    "lookup_number": api(body=f'{{"phone": "{LEAD}"}}'),
    "lift_block": admin(path={"threadId": THREAD}),
    "dispatch_events": changed(HEAD | {"name": {"S": "Sarah Field"}}),
    "index_people": queued('{"firm_id": "f", "thread_id": "t"}'),
    "create_import": api(body='{"kind": "leads", "fileName": "leads.csv"}'),
    "run_import": api(
        body='{"delimiter": ",", "hasHeader": true, "columns": ["name", "phone"]}', path={"importId": "waiting"}
    ),
    "read_import": api(path={"importId": "running"}),
    "list_imports": api(),
    "list_refusals": api(path={"importId": "running"}),
    "import_rows": queued(
        '{"firm_id": "f", "import_id": "running", "place": 11, "row": 2, "queued_at": "2026-11-22T09:30:00Z"}'
    ),
    "look_up_numbers": queued(f'{{"firm_id": "f", "thread_id": "t", "address": "{LEAD}"}}'),
}
