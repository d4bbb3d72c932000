"""read_lead: one lead, to those of its firm."""

from tests.integration.conftest import Functions, Person, open_firm
from tests.integration.test_save_lead import SARAH, save


def test_a_lead_is_read_at_once_after_it_was_made(functions: Functions, dana: Person):
    made = save(functions, dana, **SARAH).json

    assert functions.call("read_lead", person=dana, path={"leadId": made["id"]}).json == made


def test_a_lead_that_is_not_there_and_another_firms_are_answered_alike(functions: Functions, dana: Person):
    other = Person(open_firm("Other & Co", "+14155550199"))
    made = save(functions, other, **SARAH).json

    foreign = functions.call("read_lead", person=dana, path={"leadId": made["id"]})
    missing = functions.call("read_lead", person=dana, path={"leadId": "nothing"})

    assert (foreign.status, foreign.text) == (missing.status, missing.text) == (404, missing.text)
