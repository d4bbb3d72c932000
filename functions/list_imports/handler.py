"""GET /imports: the firm's files, newest first."""

from leadline import wiring
from leadline.domain.import_plan import Kind
from leadline.entrypoints import import_views
from leadline.entrypoints.http import Answer, Request, serve
from leadline.services import imports

PAGE, LARGEST_PAGE = 20, 100


def list_imports(request: Request) -> Answer:
    user = request.user()
    found, following = imports.newest(
        firm_id=user.firm_id,
        kind=request.choice("kind", tuple(kind.value for kind in Kind)),
        limit=request.number("limit", default=PAGE, largest=LARGEST_PAGE),
        before=request.text("cursor", longest=200),
        imports=wiring.imports(),
    )
    return Answer(200, {"imports": [import_views.file(each) for each in found], "next": following})


lambda_handler = serve(list_imports)
