"""POST /imports/{importId}/run: start reading an uploaded file."""

from leadline import wiring
from leadline.domain.import_plan import ImportPlan
from leadline.entrypoints import import_views
from leadline.entrypoints.http import Answer, Request, serve
from leadline.services import imports


def run_import(request: Request) -> Answer:
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


lambda_handler = serve(run_import)
