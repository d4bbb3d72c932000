"""The opt-outs page, to read."""

from leadline import wiring
from leadline.entrypoints import views
from leadline.entrypoints.http.request import Request
from leadline.entrypoints.http.serve import Answer, serve
from leadline.services.opt_outs import opt_outs

PAGE, LARGEST_PAGE = 25, 50


def list_opt_outs(request: Request) -> Answer:
    """Who has opted out, newest first, or who of them is meant."""
    user = request.user()
    limit = request.number("limit", default=PAGE, largest=LARGEST_PAGE)
    before = request.text("cursor", longest=200)
    sought = request.sought("q", shortest=2, longest=100)
    if sought is None:
        page = opt_outs.page(
            user=user, limit=limit, before=before, accounts=wiring.accounts(), opt_outs=wiring.opt_outs()
        )
    else:
        page = opt_outs.search(
            user=user,
            text=sought,
            limit=limit,
            before=before,
            accounts=wiring.accounts(),
            opt_outs=wiring.opt_outs(),
        )
    return Answer(200, {"optOuts": [views.opt_out(each) for each in page.opt_outs], "next": page.next})


lambda_handler = serve(
    {
        "GET /opt-outs": list_opt_outs,
    }
)
