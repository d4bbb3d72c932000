"""From the queue: find out what kind of line a number is, once for all firms."""

from leadline import wiring
from leadline.domain.ports.numbers import NumberCheck
from leadline.entrypoints.queue import serve
from leadline.services.numbers import lookups


def look_up_numbers(wanted: NumberCheck) -> str:
    facts = lookups.check(
        wanted,
        accounts=wiring.accounts(),
        numbers=wiring.numbers(),
        lookup=wiring.lookup(),
        clock=wiring.clock(),
    )
    return "number_refused" if facts.refusal else "number_known"


lambda_handler = serve(look_up_numbers, of=NumberCheck, queues=wiring.queues)
