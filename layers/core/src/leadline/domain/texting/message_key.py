"""The opaque key in a status callback's address: where its message lies, so that no index is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from leadline.domain.texting.message import Message

# As docs/openapi.yaml has it; a firm's id, a thread's and a message's take less.
LONGEST = 600


class MessageKey(msgspec.Struct, frozen=True):
    firm_id: str
    thread_id: str
    message_id: str

    @classmethod
    def parse(cls, text: str) -> MessageKey | None:
        """Read a key; None for what isn't one."""
        if len(text) > LONGEST or not text.isascii():
            return None
        firm_id, _, rest = text.partition(".")
        thread_id, _, message_id = rest.partition(".")
        return cls(firm_id, thread_id, message_id) if firm_id and thread_id and message_id else None


def message_key(message: Message) -> str:
    """Return the key of a message; it holds no phone number, and the callback's signature guards it."""
    return f"{message.firm_id}.{message.thread_id}.{message.id}"
