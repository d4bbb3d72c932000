"""GET /threads/{threadId}: a conversation with its newest messages, older ones on demand."""

from leadline import wiring
from leadline.domain.errors import NotFound
from leadline.entrypoints import views
from leadline.entrypoints.http import Answer, Request, serve


def read_thread(request: Request) -> Answer:
    user = request.user()
    before = request.text("before", longest=64)
    thread, messages, older = wiring.inbox().conversation(user.firm_id, request.id("threadId"), before=before)
    if thread is None and not (before and messages):
        raise NotFound("There is no such conversation.")
    if thread and thread.wants_check(now=wiring.clock().now()):
        wiring.numbers().ask(user.firm_id, thread.id)
    return Answer(
        200,
        {
            "thread": thread and views.thread(thread),
            "messages": [views.message(message) for message in messages],
            "older": older,
        },
    )


lambda_handler = serve(read_thread)
