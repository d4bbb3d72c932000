"""The keys of all tables. Every key but those of the carriers' facts starts with the firm."""

from datetime import UTC, datetime
from enum import Enum

from leadline.domain.texting.thread import fingerprint

INBOX_SHARDS = 4


OPT_OUT_SHARDS = 4


DUE_SHARDS = 4


def firm_key(firm_id: str) -> str:
    return f"firm#{firm_id}"


def thread_key(firm_id: str, thread_id: str) -> str:
    return f"firm#{firm_id}#thread#{thread_id}"


def person_key(firm_id: str, thread_id: str) -> str:
    """The key of a counterpart's opt-outs: a hash of the address, so that erasing a person needn't forget their STOP."""
    return f"firm#{firm_id}#person#{fingerprint(thread_id)}"


def user_key(firm_id: str, user_id: str) -> str:
    return f"firm#{firm_id}#user#{user_id}"


def api_keys_key(firm_id: str) -> str:
    """Beside the firm's own partition, which every send reads."""
    return f"firm#{firm_id}#keys"


def message_sort(message_id: str) -> str:
    return f"message#{message_id}"


def inbox_shard(firm_id: str, shard: int) -> str:
    return f"firm#{firm_id}#inbox#{shard}"


def unread_key(firm_id: str) -> str:
    """Not in shards: a head is written into this index when it becomes unread, not with every text."""
    return f"firm#{firm_id}#unread"


def opt_out_shard(firm_id: str, shard: int) -> str:
    return f"firm#{firm_id}#opt-outs#{shard}"


class Due(Enum):
    """What a message in the due index is due for; whoever reads it asks for one of these."""

    CHECK = "check"
    RELEASE = "release"


def due_shard(due: Due, shard: int) -> str:
    """Checks were there before anything else was due, and keep their short name: no row has to be moved."""
    return f"due#{shard}" if due is Due.CHECK else f"due#{due.value}#{shard}"


def shard_of_check(message_id: str) -> str:
    """Return where a message waits for its check."""
    return due_shard(Due.CHECK, int(message_id[-2:], 16) % DUE_SHARDS)


def inbox_order(at: datetime, thread_id: str) -> str:
    """Sorts by time, and by thread where two times are equal."""
    return f"{at.astimezone(UTC).isoformat(timespec='milliseconds')}#{thread_id}"
