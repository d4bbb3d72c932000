"""GET /opt-outs/export: the opt-out list as a file for spreadsheets, in parts."""

from leadline import wiring
from leadline.domain.imports import csv_file
from leadline.entrypoints.http.request import Request
from leadline.entrypoints.http.serve import Answer, serve
from leadline.services.opt_outs import opt_outs

COLUMNS = ("phone", "name", "opted_out_at", "source", "note")


def export_opt_outs(request: Request) -> Answer:
    user = request.user()
    before = request.text("cursor", longest=200)
    part = opt_outs.part(user=user, before=before, accounts=wiring.accounts(), opt_outs=wiring.opt_outs())
    rows = [
        (
            each.phone,
            each.name or "",
            each.standing.opted_out_at.isoformat(timespec="seconds"),
            each.standing.source.value,
            each.standing.note or "",
        )
        for each in part.opt_outs
    ]
    return Answer(
        200,
        csv_file.written(rows) if before else csv_file.BOM + csv_file.written([COLUMNS, *rows]),
        content_type="text/csv",
        headers={"content-disposition": 'attachment; filename="opt-outs.csv"'}
        | ({"next-cursor": part.next} if part.next else {}),
    )


lambda_handler = serve({"GET /opt-outs/export": export_opt_outs})
