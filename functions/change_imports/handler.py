"""The imports page, to change: announce a file, and have it read."""

from leadline import wiring
from leadline.domain.imports.import_plan import ImportDraft, ImportPlan
from leadline.entrypoints import import_views
from leadline.entrypoints.http.request import Request
from leadline.entrypoints.http.serve import Answer, serve
from leadline.services.imports import imports


def create_import(request: Request) -> Answer:
    """Announce a file of leads or opt-outs, and get the form to upload it with."""
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


def run_import(request: Request) -> Answer:
    """Start reading an uploaded file."""
    user = request.user()
    running = imports.run(
        request.body(ImportPlan),
        firm_id=user.firm_id,
        import_id=request.id("importId"),
        imports=wiring.imports(),
        files=wiring.import_files(),
        queues=wiring.queues(),
        clock=wiring.clock(),
    )
    return Answer(
        status=202,
        body=import_views.file(running),
        outcome="import_started",
        ids={"firm_id": user.firm_id, "import_id": running.id},
    )


lambda_handler = serve(
    {
        "POST /imports": create_import,
        "POST /imports/{importId}/run": run_import,
    }
)
