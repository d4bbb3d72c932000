"""The imports page, to read: files, how far they are, and what was refused."""

from leadline import wiring
from leadline.domain.imports.import_plan import Kind
from leadline.entrypoints import import_views
from leadline.entrypoints.http.request import Request
from leadline.entrypoints.http.serve import Answer, serve
from leadline.services.imports import imports

FILES, MOST_FILES = 20, 100
ROWS, MOST_ROWS = 100, 500


def list_imports(request: Request) -> Answer:
    """The firm's files, newest first."""
    user = request.user()
    found, following = imports.newest(
        firm_id=user.firm_id,
        kind=request.choice("kind", tuple(kind.value for kind in Kind)),
        limit=request.number("limit", default=FILES, largest=MOST_FILES),
        before=request.text("cursor", longest=200),
        imports=wiring.imports(),
    )
    return Answer(200, {"imports": [import_views.file(each) for each in found], "next": following})


def read_import(request: Request) -> Answer:
    """How far a file has been read."""
    user = request.user()
    found = imports.find(firm_id=user.firm_id, import_id=request.id("importId"), imports=wiring.imports())
    return Answer(200, import_views.file(found))


def list_refusals(request: Request) -> Answer:
    """What is told of a file's rows: which weren't taken, or not all of them, and why."""
    user = request.user()
    found, following = imports.told(
        firm_id=user.firm_id,
        import_id=request.id("importId"),
        limit=request.number("limit", default=ROWS, largest=MOST_ROWS),
        after=request.text("cursor", longest=200),
        imports=wiring.imports(),
    )
    return Answer(200, {"refusals": [import_views.told(row) for row in found], "next": following})


lambda_handler = serve(
    {
        "GET /imports": list_imports,
        "GET /imports/{importId}": read_import,
        "GET /imports/{importId}/refusals": list_refusals,
    }
)
