"""The portal on its way to its bucket."""

from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from infra.deploy import config, declared
from infra.publish import publish
from tests.template import ROOT


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A built portal."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/app-1a2b.js").write_text("// code")
    (tmp_path / "index.html").write_text("<title>Leadline</title>")
    (tmp_path / "leadline.stamp").write_text("not for visitors")
    return tmp_path


def test_each_file_gets_its_type_and_how_long_it_lasts(pages: Path):
    with mock_aws():
        s3 = boto3.client("s3")
        s3.create_bucket(Bucket="portal")
        publish(pages, {"apiUrl": "https://api.example.com"}, bucket="portal", s3=s3)

        heads = {
            item["Key"]: s3.head_object(Bucket="portal", Key=item["Key"])
            for item in s3.list_objects_v2(Bucket="portal")["Contents"]
        }

    assert {name: (head["ContentType"], head["CacheControl"]) for name, head in heads.items()} == {
        "assets/app-1a2b.js": ("text/javascript", "public, max-age=31536000, immutable"),
        "config.json": ("application/json", "no-store"),
        "index.html": ("text/html", "no-cache"),
    }


def test_the_page_that_names_the_others_comes_last(pages: Path):
    order: list[str] = []

    class Bucket:
        def put_object(self, *, Key: str, **_: object) -> None:  # noqa: N803 - the SDK's name
            order.append(Key)

    publish(pages, {}, bucket="portal", s3=Bucket())  # type: ignore[arg-type]

    assert order == ["config.json", "assets/app-1a2b.js", "index.html"]


def test_the_portal_is_told_what_it_asks_for():
    text = (ROOT / "portal/src/settings.ts").read_text()

    told = config({"ApiUrl": "https://api.example.com", "UserPoolId": "pool", "UserPoolClientId": "client"})

    for name, value in told.items():
        assert f"  {name}: string;" in text
        assert value or name == "cognitoEndpoint"


@pytest.mark.parametrize(
    ("stack", "given"),
    [
        ("infra/portal.yaml", {"Stack", "ApiUrl"}),
        ("infra/watch.yaml", {"Stack", "ApiId", "ThreadsTable", "AccountsTable", "LeadsTable", "LimitsTable"}),
        ("infra/backup.yaml", {"Stack", "ThreadsTableArn"}),
        ("template.yaml", {"PortalOrigin", "GradualDeployment"}),
    ],
)
def test_a_stack_is_given_what_it_asks_for(stack: str, given: set[str]):
    from tests.template import template

    outputs = set(template()["Outputs"]) | {
        "Stack",
        "PortalOrigin",
        "GradualDeployment",
        "TwilioAccountSid",
        "TwilioAuthToken",
    }
    needed = {name for name, each in template(stack)["Parameters"].items() if "Default" not in each}

    assert given <= declared(ROOT / stack)
    assert needed <= outputs
