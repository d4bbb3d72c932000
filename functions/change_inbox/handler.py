"""The inbox page, to change: what was seen, and numbers that carriers had filtered."""

from dataclasses import dataclass

from leadline import wiring
from leadline.domain.errors import Invalid, NotFound
from leadline.entrypoints.http.request import Request
from leadline.entrypoints.http.serve import Answer, serve


@dataclass(frozen=True, slots=True)
class ReadMark:
    """The newest message that was seen."""

    message_id: str

    def __post_init__(self) -> None:
        if not 1 <= len(self.message_id) <= 64:
            raise Invalid(message_id="give the id of the newest message that was seen.")


def mark_read(request: Request) -> Answer:
    """Mark a conversation as read up to a message."""
    user = request.user()
    seen = request.body(ReadMark)
    if not wiring.inbox().mark_read(user.firm_id, request.id("threadId"), seen.message_id):
        raise NotFound("There is no such conversation.")
    return Answer(204)


def lift_block(request: Request) -> Answer:
    """An admin lets a number be texted again that carriers had filtered."""
    wiring.blocks().lift(request.id("threadId"), user=request.admin())
    return Answer(204, outcome="block_lifted")


lambda_handler = serve(
    {
        "POST /threads/{threadId}/read": mark_read,
        "POST /threads/{threadId}/unblock": lift_block,
    }
)
