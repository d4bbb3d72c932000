"""From the queue: read a part of an uploaded file, and write what its rows say."""

from leadline import wiring
from leadline.domain.ports.imports import ImportPart
from leadline.entrypoints.queue import serve
from leadline.services.imports import parts


def import_rows(part: ImportPart) -> str:
    return parts.take_in(
        part,
        accounts=wiring.accounts(),
        imports=wiring.imports(),
        files=wiring.import_files(),
        book=wiring.lead_book(),
        opt_outs=wiring.opt_outs(),
        queues=wiring.queues(),
        writers=wiring.import_writers(),
        clock=wiring.clock(),
    )


lambda_handler = serve(import_rows, of=ImportPart, queues=wiring.queues)
