"""index_people: search is right in the end, whatever order things come in, and however often."""

import json
from typing import Any

from tests.integration.conftest import LEAD, Functions, Person, Tables, aws
from tests.integration.test_receive_message import form, receive
from tests.integration.test_save_lead import save
from tests.integration.wire import Wire
from tests.surroundings import QUEUES


def record(body: str, *, received: int = 1) -> dict[str, Any]:
    """A message as Lambda takes it from the queue."""
    url = QUEUES["index_people"]
    aws("sqs").send_message(QueueUrl=url, MessageBody=body)
    (message,) = aws("sqs").receive_message(QueueUrl=url)["Messages"]
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": body,
        "attributes": {"ApproximateReceiveCount": str(received)},
        "eventSourceARN": "arn:aws:sqs:us-east-1:123456789012:people",
    }


def entries(tables: Tables) -> list[tuple[str, str]]:
    """What searches read, by its key."""
    return [(row["pk"], row["sk"]) for row in tables.entries()]


def subject(person: Person, lead: dict[str, Any]) -> str:
    return json.dumps({"firm_id": person.firm, "thread_id": lead["threadId"]})


def test_doing_it_again_changes_nothing(functions: Functions, dana: Person, tables: Tables, wire: Wire):
    lead = save(functions, dana, name="Ann Smith", phone=LEAD).json
    functions.follow_changes()
    before, start = entries(tables), len(wire.calls)

    functions.invoke("index_people", {"Records": [record(subject(dana, lead))]})

    assert entries(tables) == before != []
    assert "TransactWriteItems" not in wire.since(start)


def test_what_changes_while_it_is_at_work_is_seen(functions: Functions, dana: Person, tables: Tables, wire: Wire):
    lead = save(functions, dana, name="Ann Smith", phone=LEAD).json
    functions.follow_changes()
    functions.call("change_lead", person=dana, path={"leadId": lead["id"]}, body={"name": "Beth Smith"})
    other = iter([record(subject(dana, lead))])

    def somebody_else(call: Any) -> None:
        if call.operation == "TransactWriteItems" and (theirs := next(other, None)):
            functions.call("change_lead", person=dana, path={"leadId": lead["id"]}, body={"name": "Cleo Smith"})
            functions.invoke("index_people", {"Records": [theirs]})

    wire.trouble = somebody_else
    functions.invoke("index_people", {"Records": [record(subject(dana, lead))]})
    wire.calm()

    assert [sk for pk, sk in entries(tables) if "smith" in sk and "#pick#" in pk and sk.startswith("tcleo")] != []
    assert not [sk for _, sk in entries(tables) if "beth" in sk or ("ann" in sk and "#pick#" in sk)]


def test_a_message_that_fails_comes_back_and_takes_no_other_along(
    functions: Functions, dana: Person, tables: Tables, wire: Wire
):
    lead = save(functions, dana, name="Ann Smith", phone=LEAD).json
    good, bad = record(subject(dana, lead)), record("nonsense", received=3)

    answer = functions.invoke("index_people", {"Records": [bad, good]})

    assert answer == {"batchItemFailures": [{"itemIdentifier": bad["messageId"]}]}
    assert entries(tables)


def test_a_throttled_table_is_waited_for(functions: Functions, dana: Person, tables: Tables, wire: Wire):
    lead = save(functions, dana, name="Ann Smith", phone=LEAD).json
    message = record(subject(dana, lead))
    wire.refuse("GetItem", "ThrottlingException")

    answer = functions.invoke("index_people", {"Records": [message]})

    wire.calm()
    assert answer["batchItemFailures"]
    assert functions.invoke("index_people", {"Records": [message]}) == {"batchItemFailures": []}
    assert entries(tables)


def test_an_erased_person_leaves_no_entry(functions: Functions, dana: Person, tables: Tables):
    from leadline.adapters.dynamo.accounts.archive import DynamoArchive

    lead = save(functions, dana, name="Ann Smith", phone=LEAD).json
    receive(functions, form("Hello"))
    functions.follow_changes()

    DynamoArchive().erase_lead(dana.firm, lead["threadId"], LEAD)
    functions.follow_changes()

    assert entries(tables) == []
    assert "Ann" not in json.dumps(tables.everything(), default=repr)
