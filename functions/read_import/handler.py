"""GET /imports/{importId}: how far a file has been read."""

from leadline import wiring
from leadline.entrypoints import import_views
from leadline.entrypoints.http import Answer, Request, serve
from leadline.services import imports


def read_import(request: Request) -> Answer:
    user = request.user()
    found = imports.find(firm_id=user.firm_id, import_id=request.id("importId"), imports=wiring.imports())
    return Answer(200, import_views.file(found))


lambda_handler = serve(read_import)
