"""What kind of line a number is: asked once for all firms, and told to each thread that wants to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadline.domain.accounts.line import LineType
from leadline.domain.texting.provider import Busy, Unknown

if TYPE_CHECKING:
    from leadline.domain.numbers.number import NumberFacts
    from leadline.domain.ports.accounts import Accounts
    from leadline.domain.ports.clock import Clock
    from leadline.domain.ports.numbers import Lookup, NumberCheck, Numbers


def check(wanted: NumberCheck, *, accounts: Accounts, numbers: Numbers, lookup: Lookup, clock: Clock) -> NumberFacts:
    """Return what is known of a number, after a Lookup where there was none; raises Busy or Unknown.

    A Lookup that tells nothing refuses nobody; it is to be tried again.
    """
    facts = numbers.facts(wanted.address)
    if facts is None or not facts.is_known(now=clock.now()):
        facts = _look_up(wanted, accounts=accounts, numbers=numbers, lookup=lookup, clock=clock)
    numbers.tell(wanted.firm_id, wanted.thread_id, facts)
    return facts


def _look_up(wanted: NumberCheck, *, accounts: Accounts, numbers: Numbers, lookup: Lookup, clock: Clock) -> NumberFacts:
    firm = accounts.firm(wanted.firm_id)
    line = next((line for line in firm.lines if line.type is LineType.SMS), None) if firm else None
    if line is None:
        raise Unknown
    if not numbers.claim(wanted.address, at=clock.now()):
        raise Busy
    try:
        facts = lookup.facts(wanted.address, account=line.account, at=clock.now())
    except (Busy, Unknown):
        numbers.release(wanted.address)
        raise
    numbers.learn(wanted.address, facts)
    return numbers.facts(wanted.address) or facts
