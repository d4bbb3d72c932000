"""From the queue: let search find a lead or a person by what is true of them now."""

from leadline import wiring
from leadline.domain.ports.leads import Subject
from leadline.entrypoints.queue import serve
from leadline.services.leads import following


def index_people(subject: Subject) -> str:
    following.follow(subject, book=wiring.lead_book(), index=wiring.lead_index(), people=wiring.people())
    return "indexed"


lambda_handler = serve(index_people, of=Subject, queues=wiring.queues)
