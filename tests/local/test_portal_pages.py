"""The portal is served as its hosting on AWS does it: one page for all addresses, and a strict content policy."""

from pathlib import Path

import pytest
from starlette.applications import Starlette

from local.portal_pages import site
from tests.local.asking import ask

CONFIG = {"apiUrl": "http://localhost:8090", "cognitoEndpoint": "http://localhost:4566", "region": "us-east-1"}


@pytest.fixture
def portal(tmp_path: Path) -> Starlette:
    """A portal of two files."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/app.js").write_text("// code")
    (tmp_path / "index.html").write_text("<title>Leadline</title>")
    (tmp_path.parent / "secret.txt").write_text("not for visitors")
    return site(tmp_path, CONFIG, uploads="http://localhost:4566/files")


@pytest.mark.parametrize("path", ["/", "/threads/abc", "/index.html"])
def test_every_page_address_is_answered_by_the_one_page(portal: Starlette, path: str):
    answer = ask(portal, "GET", path)

    assert "<title>Leadline</title>" in answer.text
    assert answer.headers["cache-control"] == "no-cache"


def test_a_file_of_a_build_never_changes_and_a_missing_one_is_missing(portal: Starlette):
    assert "immutable" in ask(portal, "GET", "/assets/app.js").headers["cache-control"]
    assert ask(portal, "GET", "/assets/old.js").status_code == 404


def test_the_portal_learns_where_its_api_is(portal: Starlette):
    assert ask(portal, "GET", "/config.json").json() == CONFIG


def test_a_page_may_talk_to_its_own_api_and_sign_in_only(portal: Starlette):
    policy = ask(portal, "GET", "/").headers["content-security-policy"]

    assert "default-src 'self'" in policy
    assert "connect-src 'self' http://localhost:8090 http://localhost:4566/files http://localhost:4566" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("path", ["/../secret.txt", "/assets/../../secret.txt", "/%2e%2e/secret.txt"])
def test_nothing_outside_the_build_is_served(portal: Starlette, path: str):
    assert "not for visitors" not in ask(portal, "GET", path).text
