"""What must hold once all trouble is over and the minute rule has run often enough."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import timedelta

from leadline.domain.accounts.firm import Firm
from leadline.domain.opt_outs.opt_out import Word, read_word
from leadline.domain.ports.texting import Inbox
from leadline.domain.texting.message import Direction, Message, Status
from leadline.domain.texting.provider import InboundText
from leadline.domain.texting.thread import Thread
from tests.simulation.provider import Provider, Row
from tests.simulation.referee import SKEW, View, Violation


def check_outbound(view: View, provider: Provider) -> None:
    """Every outbound message says what is true of it."""
    rows = {row.report.provider_id: row for row in provider.rows}
    outbound = [message for message in view.messages.values() if message.direction is Direction.OUTBOUND]
    claimed = Counter(message.provider_id for message in outbound if message.provider_id)
    for message in outbound:
        if message.status is Status.SENDING:
            raise Violation("a message is being sent for ever")
        row = rows.get(message.provider_id or "")
        if message.provider_id and (row is None or claimed[message.provider_id] > 1):
            raise Violation("a message names a text of the provider's that isn't its own")
        if row:
            _check_claim(message, row)
        elif message.status is not Status.FAILED:
            raise Violation(f"a message is said to be {message.status.value}, and the provider doesn't have it")
    unclaimed = [row for id_, row in rows.items() if not claimed[id_]]
    if unclaimed:
        raise Violation(f"{unclaimed[0].report.provider_id} went out, and no message says so")


def _check_claim(message: Message, row: Row) -> None:
    if (row.message.address, row.message.body) != (message.address, message.body):
        raise Violation("a message names another text's id")
    told = row.told_final and row.message.id == message.id
    true = {row.report.status} if told else {row.report.status, Status.SENT}
    if message.status not in true:
        raise Violation(f"a message is said to be {message.status.value}, and is {row.report.status.value}")


def check_inbound(view: View, provider: Provider) -> None:
    """Everything that the provider took in is here, once."""
    inbound = {m.provider_id: m for m in view.messages.values() if m.direction is Direction.INBOUND}
    stored = Counter(m.provider_id for m in view.messages.values() if m.direction is Direction.INBOUND)
    for text in provider.inbound:
        if stored[text.provider_id] != (text.provider_id not in provider.foreign):
            raise Violation(f"{text.provider_id} is stored {stored[text.provider_id]} times")
        if (message := inbound.get(text.provider_id)) is None:
            continue
        if _printed(message.body) != _printed(text.body):
            raise Violation(f"{text.provider_id} says something else here")
        if message.media != provider.media[text.provider_id]:
            raise Violation(f"what came with {text.provider_id} isn't here")


def _printed(body: str) -> str:
    """A body without controls, which need not be kept."""
    return "".join(sign for sign in body if sign >= " ")


def check_opt_outs(view: View, provider: Provider, firms: Sequence[Firm], entered: Collection[tuple[str, str]]) -> None:
    """The newest word by the provider's time stands; in doubt STOP does, and what was `entered` by hand or by file may."""
    for firm in firms:
        lines = {line.address for line in firm.lines}
        said = [
            text for text in provider.inbound if text.recipient in lines and text.provider_id not in provider.foreign
        ]
        for address in sorted({text.sender for text in said}):
            state = view.opt_outs.get((firm.id, address))
            _check_word(
                [text for text in said if text.sender == address],
                opted_out=bool(state and state.opted_out),
                in_doubt=address in provider.doubted or (firm.id, address) in entered,
            )


def _check_word(said: list[InboundText], *, opted_out: bool, in_doubt: bool) -> None:
    words = [(text.sent_at, word is Word.STOP, word) for text in said if (word := _word(text))]
    if not words:
        return
    last = max(words, key=lambda entry: entry[:2])[2]
    if last is Word.STOP and not opted_out:
        raise Violation("someone whose last word was STOP can be texted")
    if last is Word.START and opted_out and not in_doubt:
        raise Violation("someone whose last word was START can't be texted")


def _word(text: InboundText) -> Word | None:
    word = read_word(_printed(text.body))
    return word if word in (Word.STOP, Word.START, Word.YES) else None


def check_inbox(view: View, inbox: Inbox, firms: Sequence[Firm]) -> None:
    """Every conversation is listed once, the newest first, with its newest message."""
    for firm in firms:
        page = inbox.page(firm.id, limit=50, before=None)
        threads = page.threads
        if page.unread != sum(thread.unread_count > 0 for thread in threads):
            raise Violation("the inbox doesn't say how many conversations are unread")
        listed = [thread.id for thread in threads]
        talked = {message.thread_id for message in view.messages.values() if message.firm_id == firm.id}
        if sorted(listed) != sorted(talked):
            raise Violation("a conversation is missing from the inbox, or in it twice")
        times = [thread.last_activity_at for thread in threads if thread.last_activity_at]
        if times != sorted(times, reverse=True):
            raise Violation("the inbox isn't in order")
        for thread in threads:
            _check_last(thread, [message for message in view.messages.values() if message.thread_id == thread.id])


def _check_last(thread: Thread, recorded: list[Message]) -> None:
    """Nothing is newer than what is shown, as far as clocks agree; texts that were swept in are older."""
    shown = thread.last_message
    newest = max(message.created_at for message in recorded)
    if shown is None or shown.id not in {m.id for m in recorded} or newest - shown.at > timedelta(seconds=SKEW):
        raise Violation("a conversation doesn't show its newest message")
    (message,) = (m for m in recorded if m.id == shown.id)
    if shown.status is not (Status.SENT if message.status is Status.DELIVERED else message.status):
        raise Violation(f"a conversation's last message reads as {shown.status.value}, and is {message.status.value}")
