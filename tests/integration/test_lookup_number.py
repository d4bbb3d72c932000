"""lookup_number: can a number be texted, and if not, why?"""

from typing import Any

import pytest

from tests.integration.conftest import LEAD, Functions, Person, Twilio
from tests.integration.test_look_up_numbers import NUMBER, line_type, lookups
from tests.integration.test_receive_message import form, receive
from tests.integration.test_save_lead import save


def ask(functions: Functions, person: Person, **question: Any) -> dict[str, Any]:
    """Ask about a number."""
    answer = functions.call("lookup_number", person=person, body=question)
    assert answer.status == 200, answer.text
    return dict(answer.json)


@pytest.mark.parametrize(("kind", "code"), [("mobile", None), ("landline", "landline"), ("pager", "cannot_be_texted")])
def test_a_number_is_looked_up_once_and_told_from_then_on(
    functions: Functions, dana: Person, twilio: Twilio, kind: str, code: str | None
):
    line_type(twilio, kind)

    first, second = ask(functions, dana, phone="(202) 555-0143"), ask(functions, dana, phone=NUMBER)

    assert first == second
    assert (first["phone"], first["canBeTexted"], first["lineType"]) == (NUMBER, code is None, kind)
    assert (first["refusal"] and first["refusal"]["code"]) == code
    assert lookups(twilio) == 1


def test_a_pager_is_refused_in_words_of_its_own(functions: Functions, dana: Person, twilio: Twilio):
    line_type(twilio, "pager")

    assert "pager" in ask(functions, dana, phone=NUMBER)["refusal"]["message"]


@pytest.mark.parametrize("status", [429, 500, 403])
def test_where_lookup_fails_nobody_is_refused(functions: Functions, dana: Person, twilio: Twilio, status: int):
    line_type(twilio, "landline")
    twilio.fault("lookup_down", value=status)

    answer = ask(functions, dana, phone=NUMBER)

    assert (answer["canBeTexted"], answer["lineType"], answer["checkedAt"]) == (True, None, None)
    twilio.calm()
    assert ask(functions, dana, phone=NUMBER)["refusal"]["code"] == "landline"


def test_an_opt_out_is_told_before_the_line_type(functions: Functions, dana: Person, twilio: Twilio):
    line_type(twilio, "landline", LEAD)
    receive(functions, form("STOP"))
    thread_id = functions.call("list_threads", person=dana).json["threads"][0]["id"]

    assert ask(functions, dana, threadId=thread_id)["refusal"]["code"] == "opted_out"


def test_what_cannot_be_a_phone_is_told_without_a_lookup(functions: Functions, dana: Person, twilio: Twilio):
    answer = ask(functions, dana, phone="1234567890")

    assert (answer["canBeTexted"], answer["threadId"], answer["refusal"]["code"]) == (False, None, "invalid_number")
    assert lookups(twilio) == 0


def test_a_conversation_without_a_lookup_gets_one(functions: Functions, dana: Person, twilio: Twilio):
    line_type(twilio, "landline")
    lead = save(functions, dana, name="Ann", phone=NUMBER).json

    assert ask(functions, dana, threadId=lead["threadId"])["refusal"]["code"] == "landline"
    thread = functions.call("read_thread", person=dana, path={"threadId": lead["threadId"]}).json["thread"]
    assert thread["refusal"]["code"] == "landline"


@pytest.mark.parametrize(
    "question", [{}, {"phone": NUMBER, "threadId": "t"}, {"phone": " "}, {"phone": 7}, {"phone": "2" * 65}]
)
def test_a_question_that_is_none_is_told(functions: Functions, dana: Person, question: dict[str, Any]):
    answer = functions.call("lookup_number", person=dana, body=question)

    assert (answer.status, answer.json["errors"][0]["field"]) == (400, "phone")


def test_a_foreign_conversation_is_not_found(functions: Functions, dana: Person):
    assert functions.call("lookup_number", person=dana, body={"threadId": "nothing"}).code == "not_found"
