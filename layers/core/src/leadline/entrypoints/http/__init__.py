"""HTTP routes: what a handler needs of them."""

from leadline.entrypoints.http.request import Request
from leadline.entrypoints.http.serve import Answer, serve

__all__ = ["Answer", "Request", "serve"]
