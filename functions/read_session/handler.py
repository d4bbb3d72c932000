"""GET /me: the signed-in user, the firm and its lines."""

from leadline import wiring
from leadline.domain.errors import Forbidden
from leadline.entrypoints import views
from leadline.entrypoints.http import Answer, Request, serve


def read_session(request: Request) -> Answer:
    user = request.user()
    firm = wiring.accounts().firm(user.firm_id)
    if firm is None:
        raise Forbidden("This sign-in belongs to no firm.")
    return Answer(200, views.session(user, firm))


lambda_handler = serve(read_session)
