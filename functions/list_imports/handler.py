"""GET /imports: the firm's files, newest first."""

from leadline import wiring
from leadline.entrypoints import import_views
from leadline.entrypoints.http import Answer, Request, serve
from leadline.services import imports


def list_imports(request: Request) -> Answer:
    user = request.user()
    found = imports.newest(firm_id=user.firm_id, imports=wiring.imports())
    return Answer(200, {"imports": [import_views.file(each) for each in found]})


lambda_handler = serve(list_imports)
