"""POST /threads/{threadId}/read: mark a conversation as read up to a message."""

from dataclasses import dataclass

from leadline import wiring
from leadline.domain.errors import Invalid, NotFound
from leadline.entrypoints.http import Answer, Request, serve


@dataclass(frozen=True, slots=True)
class ReadMark:
    """The newest message that was seen."""

    message_id: str

    def __post_init__(self) -> None:
        if not 1 <= len(self.message_id) <= 64:
            raise Invalid(message_id="give the id of the newest message that was seen.")


def mark_read(request: Request) -> Answer:
    user = request.user()
    seen = request.body(ReadMark)
    if not wiring.inbox().mark_read(user.firm_id, request.id("threadId"), seen.message_id):
        raise NotFound("There is no such conversation.")
    return Answer(204)


lambda_handler = serve(mark_read)
