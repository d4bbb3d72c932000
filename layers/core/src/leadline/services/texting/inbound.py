"""Taking in a text: once, whatever Twilio repeats, with the opt-out that it may be."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from msgspec.structs import replace

from leadline.domain.errors import InvalidNumber
from leadline.domain.identifiers import new_id
from leadline.domain.numbers.phone_number import PhoneNumber, is_e164
from leadline.domain.opt_outs.opt_out import OptOutState, Verdict, Word, judge, read_word
from leadline.domain.opt_outs.stop_wishes import asks_to_stop
from leadline.domain.ports.texting import Carrier, InboundTexts, Intake, WordChange
from leadline.domain.texting.message import Direction, Media, Message, Status
from leadline.domain.texting.provider import Busy, InboundText, Unknown
from leadline.domain.texting.segments import count_segments
from leadline.domain.texting.thread import seal
from leadline.domain.writing.unprintable import without_unprintable

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadline.domain.accounts.firm import Firm
    from leadline.domain.accounts.line import Line
    from leadline.domain.ports.accounts import Accounts
    from leadline.domain.ports.clock import Clock

# The address of all who show none.
WITHHELD = "unknown"
# More than a Lambda's clock and the provider's are apart.
CLOCKS_DIFFER = timedelta(seconds=5)


class Outcome(Enum):
    """What became of a text."""

    STORED = "stored"
    SEEN_BEFORE = "seen_before"
    QUARANTINED = "quarantined"


def receive(
    text: InboundText, *, accounts: Accounts, inbound_texts: InboundTexts, carrier: Callable[[], Carrier], clock: Clock
) -> Outcome:
    """Store a text in its thread; raises Overloaded, then it is to be delivered again.

    The carrier is made only for the rare question which of two words was first: its SDK costs a cold start dearly.
    """
    text = _printable(text)
    addressee = _addressee(text, accounts=accounts)
    if addressee is None:
        accounts.quarantine(text, at=clock.now())
        return Outcome.QUARANTINED
    message = _message(text, *addressee, at=text.sent_at or clock.now())
    change = _change(text, message)
    while True:
        receipt = inbound_texts.record(message, change)
        if isinstance(receipt, Intake):
            return Outcome(receipt.value.replace(" ", "_"))
        change = change and _settle(change, text, receipt.state, carrier=carrier)


def _printable(text: InboundText) -> InboundText:
    return replace(
        text,
        sender=without_unprintable(text.sender),
        body=without_unprintable(text.body),
        media=tuple(Media(media.url, without_unprintable(media.content_type)) for media in text.media),
    )


def _addressee(text: InboundText, *, accounts: Accounts) -> tuple[Firm, Line] | None:
    """Return whose text it is; only the provider account that a line belongs to speaks for it."""
    owner = accounts.line_of(text.recipient, text.route)
    if owner is None:
        return None
    firm_id, line_id = owner
    for fresh in (False, True):
        firm = accounts.firm(firm_id, fresh=fresh)
        for line in firm.lines if firm else ():
            if firm and line.id == line_id and line.account == text.account:
                return firm, line
    return None


def _message(text: InboundText, firm: Firm, line: Line, *, at: datetime) -> Message:
    address = _address(text.sender)
    return Message(
        id=new_id(at),
        firm_id=firm.id,
        thread_id=seal(address, key=firm.thread_key),
        address=address,
        direction=Direction.INBOUND,
        status=Status.RECEIVED,
        body=text.body,
        segments=count_segments(text.body),
        created_at=at,
        line_id=line.id,
        account=text.account,
        provider_id=text.provider_id,
        media=text.media,
        asks_to_stop=asks_to_stop(text.body),
    )


def _address(sender: str) -> str:
    """Return the sender in E.164; short codes and names, which nobody can answer, stay as they are.

    What our plans of numbers don't know is still a sender: carriers' numbers are newer than any plan.
    """
    if is_e164(sender):
        return sender
    try:
        return PhoneNumber.possible(sender).e164
    except InvalidNumber:
        return sender.strip() or WITHHELD


def _change(text: InboundText, message: Message) -> WordChange | None:
    read = read_word(message.body)
    # Our own reading of STOP and YES stands; else the provider's, which knows a firm's own keywords.
    word = read if read in (Word.STOP, Word.YES) else text.word or read
    if word in (Word.HELP, Word.NONE):
        return None
    return WordChange(word=word, at=message.created_at, exact=text.sent_at is not None)


def _settle(
    change: WordChange, text: InboundText, state: OptOutState | None, *, carrier: Callable[[], Carrier]
) -> WordChange | None:
    """Decide between two words whose order isn't plain, with the provider's times; None when the new one changes nothing."""
    if change.word is Word.YES and (state is None or not state.opted_out):
        return None
    verdict = judge(change.word, at=change.at, exact=change.exact, current=state)
    if state is not None and not state.source.is_the_leads and change.word is Word.STOP:
        # From then on it stands in the firm's stead: no START counts against it that wouldn't against the firm's entry,
        # nor one that was said before it, though a webhook's time is our clock's and START's may be the provider's.
        stop = change if change.exact else _in_doubt(change, state)[1]
        return replace(stop, at=max(stop.at, state.changed_at), against=state)
    if verdict is Verdict.UNCERTAIN and state is not None:
        verdict, change = _ask(change, text, state, carrier=carrier())
    return replace(change, against=state) if verdict is Verdict.APPLIES else None


def _ask(change: WordChange, text: InboundText, state: OptOutState, *, carrier: Carrier) -> tuple[Verdict, WordChange]:
    """Compare the provider's own times; where it can't be asked, STOP wins.

    A word that the provider has no record of (its refusal of a send, an entry by hand) counts as of when we heard it.
    """
    try:
        at = change.at if change.exact else carrier.received_at(text.provider_id, account=text.account)
        before = state.changed_at if state.exact or not state.provider_id else None
        before = before or carrier.received_at(str(state.provider_id), account=text.account)
    except (Busy, Unknown):
        return _in_doubt(change, state)
    current = replace(state, changed_at=before or state.changed_at, exact=True)
    known = replace(change, at=at or change.at, exact=True)
    return judge(change.word, at=known.at, exact=True, current=current), known


def _in_doubt(change: WordChange, state: OptOutState) -> tuple[Verdict, WordChange]:
    """STOP wins, and counts from after both times by whichever clock, so that no START said before it does."""
    if change.word is not Word.STOP:
        return Verdict.TOO_OLD, change
    return Verdict.APPLIES, replace(change, at=max(change.at, state.changed_at) + CLOCKS_DIFFER, exact=True)
