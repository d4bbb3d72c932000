"""POST /numbers/lookup: can a number be texted, and if not, why?"""

from leadline import wiring
from leadline.domain.numbers.number_question import NumberQuestion
from leadline.entrypoints import lead_views
from leadline.entrypoints.http.request import Request
from leadline.entrypoints.http.serve import Answer, serve
from leadline.services.leads import people


def lookup_number(request: Request) -> Answer:
    user = request.user()
    asked = request.body(NumberQuestion)
    checked = people.check(
        phone=asked.phone,
        thread_id=asked.thread_id,
        firm_id=user.firm_id,
        accounts=wiring.accounts(),
        numbers=wiring.numbers(),
        people=wiring.people(),
        lookup=wiring.lookup(),
        clock=wiring.clock(),
    )
    return Answer(200, lead_views.number(checked), outcome="number_refused" if checked.refusal else "number_known")


lambda_handler = serve({"POST /numbers/lookup": lookup_number})
