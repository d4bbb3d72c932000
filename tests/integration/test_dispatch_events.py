"""dispatch_events: what follows from a change goes into the queue of its purpose, and what doesn't goes nowhere."""

import json
from typing import Any

import pytest

from leadline.entrypoints.start import Ended
from tests.integration.conftest import LEAD, Functions, Person, aws, open_firm
from tests.integration.test_receive_message import form, receive
from tests.integration.test_save_lead import save
from tests.surroundings import QUEUES


def received(function: str) -> list[dict[str, Any]]:
    """The messages that lie in a function's queue, taken out."""
    url = QUEUES[function]
    answer = aws("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10, AttributeNames=["All"])
    messages: list[dict[str, Any]] = answer.get("Messages", [])
    for message in messages:
        aws("sqs").delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return messages


def queued(function: str) -> list[dict[str, Any]]:
    """What lies in a function's queue, taken out."""
    return [json.loads(message["Body"]) for message in received(function)]


def dispatch(functions: Functions) -> None:
    functions.invoke("dispatch_events", {"Records": functions.streams.records()})


def test_a_new_lead_is_to_be_indexed_and_its_number_looked_up(functions: Functions, dana: Person):
    lead = save(functions, dana, name="Ann Smith", phone=LEAD).json

    dispatch(functions)

    of_firm = {"firm_id": dana.firm}
    assert sorted(queued("index_people"), key=str) == sorted(
        [
            of_firm | {"lead_id": lead["id"], "thread_id": None},
            of_firm | {"lead_id": None, "thread_id": lead["threadId"]},
        ],
        key=str,
    )
    assert queued("look_up_numbers") == [of_firm | {"thread_id": lead["threadId"], "address": LEAD}]


def test_each_message_says_whose_it_is_so_that_firms_take_turns(functions: Functions, dana: Person):
    other = Person(open_firm("Another", "+14155550111"))
    for person in (dana, other):
        save(functions, person, name="Ann Smith", phone=LEAD)

    dispatch(functions)

    for function in ("index_people", "look_up_numbers"):
        messages = received(function)
        assert {message["Attributes"]["MessageGroupId"] for message in messages} == {dana.firm, other.firm}
        for message in messages:
            assert json.loads(message["Body"])["firm_id"] == message["Attributes"]["MessageGroupId"]


def test_a_new_name_is_to_be_indexed_but_no_number_looked_up_again(functions: Functions, dana: Person):
    lead = save(functions, dana, name="Ann Smith", phone=LEAD).json
    dispatch(functions)
    for function in QUEUES:
        queued(function)

    functions.call("change_lead", person=dana, path={"leadId": lead["id"]}, body={"name": "Beth"})
    dispatch(functions)

    assert len(queued("index_people")) == 2
    assert queued("look_up_numbers") == []


def test_a_text_in_a_known_conversation_is_followed_by_nothing(functions: Functions, dana: Person):
    receive(functions, form("Hello"))
    dispatch(functions)
    for function in QUEUES:
        queued(function)

    receive(functions, form("Hello again"))
    dispatch(functions)

    assert not any(queued(function) for function in QUEUES)


def test_where_a_queue_takes_nothing_the_stream_gives_the_batch_again(functions: Functions, dana: Person):
    save(functions, dana, name="Ann Smith", phone=LEAD)
    records = functions.streams.records()
    aws("sqs").delete_queue(QueueUrl=QUEUES["look_up_numbers"])

    with pytest.raises(Ended, match=r"QueueDoesNotExist|NonExistentQueue"):
        functions.invoke("dispatch_events", {"Records": records})
