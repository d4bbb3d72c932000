"""SQS: what is to be done soon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from botocore.config import Config

from leadline.adapters.dynamo import connection

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadline.domain.ports.imports import ImportPart
    from leadline.domain.ports.leads import Subject
    from leadline.domain.ports.numbers import NumberCheck

    Work = Subject | NumberCheck | ImportPart

AT_ONCE = 10


class SqsQueues:
    """A queue for each kind of work, by its address.

    Each message says whose it is, so that one firm's many don't delay another firm's few (SQS's fair queues).
    """

    def __init__(self, urls: Mapping[type[Work], str]) -> None:
        self._urls = urls
        # With a session of its own this client would cost a cold start ten times as much.
        self._sqs: Any = connection.shared.session.create_client(
            "sqs", config=Config(connect_timeout=2, read_timeout=5, retries={"max_attempts": 3})
        )

    def put(self, wanted: Sequence[Work]) -> None:
        """Put each into its queue; raises an error of the SDK where some didn't go in: then all may be put again."""
        for kind, url in self._urls.items():
            works = list(dict.fromkeys(each for each in wanted if isinstance(each, kind)))
            for start in range(0, len(works), AT_ONCE):
                entries = [
                    {
                        "Id": str(number),
                        "MessageBody": msgspec.json.encode(work).decode(),
                        "MessageGroupId": work.firm_id,
                    }
                    for number, work in enumerate(works[start : start + AT_ONCE])
                ]
                answer = self._sqs.send_message_batch(QueueUrl=url, Entries=entries)
                if answer.get("Failed"):
                    raise OSError("SQS took only a part of a batch")

    def hold(self, queue_arn: str, receipt: str, *, seconds: int) -> None:
        """Let a message that was received come back after a wait."""
        url = next(url for url in self._urls.values() if url.endswith(f"/{queue_arn.rpartition(':')[2]}"))
        self._sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=receipt, VisibilityTimeout=seconds)
