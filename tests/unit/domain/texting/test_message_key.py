"""The key in a callback's address."""

from datetime import UTC, datetime

from hypothesis import example, given
from hypothesis import strategies as st

from leadline.domain.identifiers import new_id
from leadline.domain.texting.message import Direction, Message, Status
from leadline.domain.texting.message_key import MessageKey, message_key
from leadline.domain.texting.thread import seal

NOW = datetime(2026, 11, 24, tzinfo=UTC)


@given(st.binary(min_size=32, max_size=32), st.text(min_size=1, max_size=80))
def test_a_messages_key_says_where_it_lies(thread_key: bytes, address: str):
    message = Message(
        id=new_id(NOW),
        firm_id=new_id(NOW),
        thread_id=seal(address, key=thread_key),
        address=address,
        direction=Direction.OUTBOUND,
        status=Status.SENT,
        body="",
        segments=1,
        created_at=NOW,
    )

    assert MessageKey.parse(message_key(message)) == MessageKey(message.firm_id, message.thread_id, message.id)


@given(st.text(max_size=700) | st.text(st.sampled_from(".ab\0é"), max_size=12))
@example("a.b." + "c" * 600)
@example("a.b.\ud800")
def test_whatever_stands_there_is_three_short_names_or_nobodys(text: str):
    key = MessageKey.parse(text)

    if key is not None:
        parts = [key.firm_id, key.thread_id, key.message_id]
        assert ".".join(parts) == text
        assert all(part.isascii() and 0 < len(part) < 600 for part in parts)
