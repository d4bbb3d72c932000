"""Queues, as services put work on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadline.domain.ports.imports import ImportPart
    from leadline.domain.ports.leads import Subject
    from leadline.domain.ports.numbers import NumberCheck


class Queues(Protocol):
    """What is to be done soon, each kind in a queue of its own."""

    def put(self, wanted: Sequence[Subject | NumberCheck | ImportPart]) -> None: ...

    def hold(self, queue_arn: str, receipt: str, *, seconds: int) -> None:
        """Let a message that was received come back after a wait."""
        ...
