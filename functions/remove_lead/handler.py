"""DELETE /leads/{leadId}: take a lead out of the firm's database; its conversation and any opt-out stay."""

from leadline import wiring
from leadline.entrypoints.http import Answer, Request, serve
from leadline.services import leads


def remove_lead(request: Request) -> Answer:
    user = request.user()
    leads.remove(firm_id=user.firm_id, lead_id=request.id("leadId"), book=wiring.lead_book())
    return Answer(204, outcome="lead_removed")


lambda_handler = serve(remove_lead)
