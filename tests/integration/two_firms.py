"""Two firms with one of everything, and what a third one had that is no more."""

from dataclasses import dataclass
from typing import Any

from tests import contract
from tests.integration.attempts import Attempt
from tests.integration.conftest import (
    ACCOUNT,
    Answer,
    Functions,
    Person,
    Tables,
    Twilio,
    aws,
    open_firm,
)
from tests.integration.importing import uploaded
from tests.integration.test_receive_message import form, receive

# B's Twilio account; A's own is ACCOUNT, whose token A may know.
ANOTHER_ACCOUNT = "AC" + "b" * 32

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm, and everything of it that a value of the API may name; `key` is its program's."""

    person: Person
    number: str
    has: dict[str, str]
    key: str

    def by_name(self, operation: str) -> dict[str, str]:
        """What the firm has by each name; a callback is about a text to the lead."""
        if operation != "recordDelivery":
            return self.has
        return self.has | {"To": self.has["recipientPhone"], "MessageSid": self.has["sent"]}


@dataclass(frozen=True, slots=True)
class World:
    """Firm A, which tries; firm B, which is tried; and what a firm had that is no more. `rows` is how it all began."""

    functions: Functions
    twilio: Twilio
    a: Firm
    b: Firm
    gone: Firm
    rows: Rows

    def restore(self) -> None:
        """Let all be as it was, and nobody remember what came after."""
        self.functions.restart()
        client = aws("dynamodb")
        for table, kept in self.rows.items():
            there = Tables.items(table)
            for row in there:
                if row not in kept:
                    client.delete_item(TableName=table, Key={key: row[key] for key in ("pk", "sk") if key in row})
            for row in kept:
                if row not in there:
                    client.put_item(TableName=table, Item=row)

    def sent_from_b(self) -> list[Any]:
        """What Twilio was asked to send from B's numbers."""
        return [call for call in self.twilio.calls() if call["form"].get("From") == [self.b.number]]

    def make(self, attempt: Attempt, *, tried: Firm, by_program: bool = False) -> Answer:
        """Make an attempt as firm A, with the values of another."""
        id_ = attempt.operation.id
        mine, theirs = self.a.by_name(id_), tried.by_name(id_)
        path, query, headers, body = (
            attempt.values(place, mine=mine, tried=theirs) for place in ("path", "query", "header", "body")
        )
        function = "".join(f"_{c.lower()}" if c.isupper() else c for c in id_)
        if is_webhook(attempt.operation):
            route = attempt.operation.path.format(**path)
            return self.functions.webhook(function, route, body | {"AccountSid": ACCOUNT.sid}, path=path)
        headers = {name.lower(): value for name, value in headers.items()}
        return self.functions.call(
            function,
            person=self.a.person,
            path=path,
            query=query,
            headers=headers,
            body=body or None,
            key=self.a.key if by_program else None,
        )


def is_webhook(operation: contract.Operation) -> bool:
    return operation.definition.get("security") == []


def furnish(functions: Functions, twilio: Twilio, *, name: str, number: str, phone: str, stops: bool = False) -> Firm:
    """A firm with one of everything."""
    from leadline.adapters.dynamo.accounts.accounts import DynamoAccounts
    from leadline.adapters.dynamo.accounts.registry import DynamoRegistry
    from leadline.adapters.system_clock import SystemClock
    from leadline.services.accounts import firms

    numbers = f"/2010-04-01/Accounts/{ACCOUNT.sid}/IncomingPhoneNumbers.json"
    twilio.http.post(numbers, data={"PhoneNumber": number})
    clock = SystemClock()
    accounts, registry = DynamoAccounts(clock=clock), DynamoRegistry(clock=clock)
    person = Person(open_firm(name, number), name=f"Dana of {name}", is_admin=True)
    line = firms.add_line(
        firm_id=person.firm,
        address=f"{number[:-2]}{int(number[-2:]) + 50}",
        account=ACCOUNT.sid,
        route=f"MG{number[1:]:0>32}",
        is_default=False,
        accounts=accounts,
        registry=registry,
        clock=clock,
    )
    key, batch = f"key-{number}", f"batch-{number}"
    lee = {"name": f"Lee of {name}", "phone": phone}
    added = functions.call("save_lead", person=person, body=lee, headers={"idempotency-key": key})
    lead_id = added.json["id"]
    body = {"leadId": lead_id, "message": f"Hello from {name}", "batchId": batch}
    sent = functions.call("send_message", person=person, body=body, headers={"idempotency-key": key})
    assert sent.status == 201, sent.text
    inbound = form(f"Hello to {name}", From=phone, To=number, **_picture(twilio, phone, number))
    receive(functions, inbound)
    if stops:
        receive(functions, form("STOP", From=phone, To=number))
    receive(functions, form(f"Another to {name}", From=phone[:-2] + "77", To=number))
    thread, message = sent.json["threadId"], sent.json["id"]
    messages = functions.call("read_thread", person=person, path={"threadId": thread}).json["messages"]
    has = {
        "threadId": thread,
        "messageId": messages[0]["id"],
        "leadId": lead_id,
        "lineId": sent.json["lineId"],
        "batchId": batch,
        "recipientPhone": phone,
        "phone": phone,
        "q": phone[-4:],
        "cursor": functions.call("list_threads", person=person, query={"limit": "1"}).json["next"],
        "before": messages[0]["id"],
        "Idempotency-Key": key,
        "messageKey": f"{person.firm}.{thread}.{message}",
        "MessageSid": inbound["MessageSid"],
        "MessagingServiceSid": str(line.route),
        "From": phone,
        "To": number,
        "sent": twilio.calls()[-1]["sid"],
    }
    made = functions.call("create_api_key", person=person, body={"name": f"Program of {name}"}).json
    has["keyId"] = made["apiKey"]["id"]
    has["importId"] = uploaded(functions, person, f"Name\nKim of {name}\n".encode())
    return Firm(person, number, has, made["secret"])


def _picture(twilio: Twilio, phone: str, number: str) -> dict[str, str]:
    """What a webhook says of a picture that Twilio keeps."""
    sent = twilio.text(
        "A picture", phone=phone, to=number, pictures=[{"contentType": "image/png", "base64": "iVBORw0KGgo="}]
    )
    kept = f"/2010-04-01/Accounts/{ACCOUNT.sid}/Messages/{sent['sid']}/Media"
    (media,) = twilio.http.get(f"{kept}.json").json()["media_list"]
    return {
        "NumMedia": "1",
        "MediaUrl0": f"https://api.twilio.com{kept}/{media['sid']}",
        "MediaContentType0": "image/png",
    }


def two_firms(functions: Functions, twilio: Twilio, tables: Tables) -> World:
    """Make them; firm B's lead has opted out, and its Twilio account isn't A's."""
    a = furnish(functions, twilio, name="Alder", number="+14155550111", phone="+12025550111")
    b = furnish(functions, twilio, name="Birch", number="+14155550122", phone="+12025550122", stops=True)
    gone = furnish(functions, twilio, name="Cedar", number="+14155550133", phone="+12025550133")
    a.has["MessageSid"] = form()["MessageSid"]  # a text that comes in now, not once more
    for table, rows in tables.everything().items():
        for row in rows:
            if is_of(gone, row):
                keys = {key: {"S": row[key]} for key in ("pk", "sk") if key in row}
                tables.client.delete_item(TableName=table, Key=keys)
            elif is_of(b, row) and "provider_account" in row:
                tables.change(table, row, provider_account=ANOTHER_ACCOUNT)
    start = {table: tables.items(table) for table in tables.everything()}
    return World(functions, twilio, a, b, gone, start)


def is_of(firm: Firm, row: dict[str, Any]) -> bool:
    return firm.person.firm in (*row["pk"].split("#")[1:2], row.get("firm_id"))
