"""POST /imports: announce a file of leads or opt-outs, and get the form to upload it with."""

from leadline import wiring
from leadline.domain.import_plan import ImportDraft
from leadline.entrypoints import import_views
from leadline.entrypoints.http import Answer, Request, serve
from leadline.services import imports


def create_import(request: Request) -> Answer:
    user = request.user()
    new, upload = imports.create(
        request.body(ImportDraft),
        user=user,
        imports=wiring.imports(),
        files=wiring.import_files(),
        clock=wiring.clock(),
    )
    return Answer(
        status=201,
        body={"import": import_views.file(new), "upload": import_views.upload(upload)},
        outcome="import_created",
        ids={"firm_id": user.firm_id, "import_id": new.id},
    )


lambda_handler = serve(create_import)
