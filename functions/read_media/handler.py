"""GET /threads/{threadId}/messages/{messageId}/media/{index}: a picture or file that came with a text, in parts."""

from leadline import wiring
from leadline.entrypoints.http.request import Request
from leadline.entrypoints.http.serve import Answer, serve
from leadline.services.texting import media

# Whatever a stranger sent: it is what its bytes say, and nothing of it runs.
HARMLESS = {"x-content-type-options": "nosniff", "content-security-policy": "sandbox; default-src 'none'"}


def read_media(request: Request) -> Answer:
    user = request.user()
    part = media.part(
        firm_id=user.firm_id,
        thread_id=request.id("threadId"),
        message_id=request.id("messageId"),
        index=request.id("index"),
        number=request.number("part", default=1, largest=media.PARTS),
        sends=wiring.sends(),
        files=wiring.media_files(),
    )
    shown = "inline" if part.kind.is_picture else "attachment"
    return Answer(
        200,
        part.content,
        content_type=part.kind.content_type,
        headers=HARMLESS
        | {"content-disposition": f'{shown}; filename="{part.file_name}"'}
        | ({"next-part": str(part.next)} if part.next else {}),
        outcome="media_read",
        ids={"firm_id": user.firm_id, "message_id": part.message_id},
    )


lambda_handler = serve({"GET /threads/{threadId}/messages/{messageId}/media/{index}": read_media})
