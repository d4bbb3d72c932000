"""What is known of numbers, on both sides of the ports."""

from datetime import timedelta

from leadline.domain.numbers.number import NumberFacts
from leadline.domain.texting.message import Direction
from tests.contracts.conftest import FIRMS, Side
from tests.contracts.test_lessons import LEAD, text

FIRM = FIRMS[0]
DAY = timedelta(days=1)


def test_a_lookup_that_told_nothing_is_made_again_when_it_may_tell_something(side: Side):
    at = side.clock.now()
    nothing = NumberFacts(line_type="unknown", looked_up_at=at, ask_again_at=at + DAY)
    side.numbers.learn(LEAD, nothing)

    assert side.numbers.facts(LEAD) == nothing
    assert not side.numbers.claim(LEAD, at=at + DAY - timedelta(seconds=1))
    assert side.numbers.claim(LEAD, at=at + DAY)

    side.numbers.learn(LEAD, NumberFacts(line_type="mobile", looked_up_at=at + DAY))
    assert not side.numbers.claim(LEAD, at=at + 100 * DAY)


def test_a_conversation_asks_again_of_what_was_told_nothing(side: Side):
    # given: a conversation that was told nothing of its number
    sent = text(side, Direction.OUTBOUND)
    until = side.clock.now() + timedelta(seconds=4)
    side.sends.record_attempt(sent, name=None, must_exist=False, retry_until=until)
    at = side.clock.now()
    side.numbers.tell(FIRM.id, sent.thread_id, NumberFacts(line_type="unknown", looked_up_at=at, ask_again_at=at + DAY))
    side.stream.news()

    def asked() -> list[str]:
        side.numbers.ask(FIRM.id, sent.thread_id)
        return [one.address for one in side.stream.news() if hasattr(one, "address")]

    thread, _, _ = side.inbox.conversation(FIRM.id, sent.thread_id, before=None)
    assert thread
    assert (thread.wants_check(now=at), asked()) == (False, [])

    # when: the time has come
    side.clock.pass_time(DAY)
    assert (thread.wants_check(now=side.clock.now()), asked()) == (True, [LEAD])

    # then: what is told at last is final
    side.numbers.tell(FIRM.id, sent.thread_id, NumberFacts(line_type="mobile", looked_up_at=side.clock.now()))
    side.stream.news()
    side.clock.pass_time(100 * DAY)
    assert asked() == []
