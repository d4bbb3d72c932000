"""GET /imports/{importId}/refusals: what is told of a file's rows: which weren't taken, or not all of them, and why."""

from leadline import wiring
from leadline.entrypoints import import_views
from leadline.entrypoints.http import Answer, Request, serve
from leadline.services import imports

PAGE, LARGEST_PAGE = 100, 500


def list_refusals(request: Request) -> Answer:
    user = request.user()
    found, following = imports.told(
        firm_id=user.firm_id,
        import_id=request.id("importId"),
        limit=request.number("limit", default=PAGE, largest=LARGEST_PAGE),
        after=request.text("cursor", longest=200),
        imports=wiring.imports(),
    )
    return Answer(200, {"refusals": [import_views.told(row) for row in found], "next": following})


lambda_handler = serve(list_refusals)
