"""Pictures and files that came with texts, handed on from the provider in parts that the gateway can carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from leadline.domain.errors import MediaGone, MediaTooLarge, MediaUnavailable, NotFound
from leadline.domain.texting.media_kind import kind_of
from leadline.domain.texting.provider import Busy, Gone, Unknown

if TYPE_CHECKING:
    from leadline.domain.ports.texting import MediaFiles, Sends
    from leadline.domain.texting.media_kind import Kind

# Lambda answers with 6 MB at most, and bytes grow by a third on that way.
PART_BYTES = 4 * 1024 * 1024
PARTS = 4


class Part(msgspec.Struct, frozen=True):
    """A piece of a file; `next` is the number of the following one, None at the end."""

    content: bytes
    kind: Kind
    file_name: str
    message_id: str
    next: int | None


def part(
    *, firm_id: str, thread_id: str, message_id: str, index: str, number: int, sends: Sends, files: MediaFiles
) -> Part:
    """Return a part of a message's file, both counted: files from 0, parts from 1.

    Raises NotFound, MediaGone (the provider has it no more), MediaUnavailable (it may later), MediaTooLarge.
    """
    message = sends.message(firm_id, thread_id, message_id)
    places = {str(place): media for place, media in enumerate(message.media)} if message else {}
    if message is None or index not in places:
        raise NotFound("There is no such file.")
    media, end = places[index], number * PART_BYTES
    try:
        beginning = files.beginning(media, account=message.account or "", longest=end + 1)
    except Gone:
        raise MediaGone from None
    except (Busy, Unknown):
        raise MediaUnavailable from None
    more = len(beginning) > end
    if more and number == PARTS:
        raise MediaTooLarge
    content = beginning[end - PART_BYTES : end]
    if number > 1 and not content:
        raise NotFound("There is no such file.")
    kind = kind_of(beginning, claimed=media.content_type)
    name = f"{'picture' if kind.is_picture else 'file'}-{message.created_at:%Y-%m-%d}-{int(index) + 1}.{kind.extension}"
    return Part(content, kind, name, message.id, number + 1 if more else None)
