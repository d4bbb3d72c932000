"""The portal is hosted on AWS as it is on this machine: the same headers, the same caching, one page for all addresses."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

from infra.publish import FRESH, LASTING, NEVER
from local.portal_pages import site
from tests.local.asking import ask
from tests.template import ROOT, resources

HOSTING = "infra/portal.yaml"
UPLOADS = "https://files.s3.us-east-1.amazonaws.com"
API, COGNITO = "https://api.example.com", "https://cognito-idp.${AWS::Region}.${AWS::URLSuffix}"


def resource(kind: str) -> dict[str, Any]:
    (found,) = resources(kind, HOSTING).values()
    properties: dict[str, Any] = found["Properties"]
    return properties


@pytest.fixture
def here(tmp_path: Path) -> Starlette:
    """The portal as this machine serves it."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/app.js").write_text("// code")
    (tmp_path / "index.html").write_text("<title>Leadline</title>")
    return site(tmp_path, {"apiUrl": API, "cognitoEndpoint": COGNITO}, uploads=UPLOADS)


def test_the_headers_are_those_of_this_machine_and_hsts(here: Starlette):
    headers = resource("AWS::CloudFront::ResponseHeadersPolicy")["ResponseHeadersPolicyConfig"]
    secure = headers["SecurityHeadersConfig"]
    policy = secure["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"].replace("${ApiUrl}", API)
    policy = policy.replace("${UploadUrl}", UPLOADS)
    on_aws = {
        "content-security-policy": policy,
        "x-content-type-options": "nosniff",
        "x-frame-options": secure["FrameOptions"]["FrameOption"],
        "referrer-policy": secure["ReferrerPolicy"]["ReferrerPolicy"],
        **{item["Header"]: item["Value"] for item in headers["CustomHeadersConfig"]["Items"]},
    }

    served = {
        name: value
        for name, value in ask(here, "GET", "/").headers.items()
        if name not in ("cache-control", "content-type", "content-length", "last-modified", "etag", "accept-ranges")
    }

    assert on_aws == served
    assert all(each["Override"] for each in secure.values())
    assert secure["StrictTransportSecurity"]["AccessControlMaxAgeSec"] >= 31536000


def test_files_are_cached_as_on_this_machine(here: Starlette):
    cached = {path: ask(here, "GET", path).headers["cache-control"] for path in ("/assets/app.js", "/", "/config.json")}

    assert cached == {"/assets/app.js": LASTING, "/": FRESH, "/config.json": NEVER}


@pytest.mark.parametrize(
    ("uri", "answered"),
    [
        ("/", "/index.html"),
        ("/threads/Ab-_9", "/index.html"),
        ("/config.json", "/config.json"),
        ("/favicon.svg", "/favicon.svg"),
        ("/assets/gone", "/assets/gone"),
    ],
)
def test_every_page_is_the_one_page(uri: str, answered: str):
    code = resource("AWS::CloudFront::Function")["FunctionCode"]
    node = shutil.which("node", path=str(ROOT / ".venv/bin"))
    assert node

    told = subprocess.run(
        [node, "-e", f"{code}\nconsole.log(handler({{request: {{uri: {uri!r}}}}}).uri)"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.strip() == answered


def test_the_bucket_is_nobodys_but_cloudfronts():
    bucket, policy = resource("AWS::S3::Bucket"), resource("AWS::S3::BucketPolicy")
    allowed = [each for each in policy["PolicyDocument"]["Statement"] if each["Effect"] == "Allow"]

    assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}
    assert all(bucket["PublicAccessBlockConfiguration"].values())
    assert [each["Principal"] for each in allowed] == [{"Service": "cloudfront.amazonaws.com"}]
    assert "aws:SourceArn" in allowed[0]["Condition"]["StringEquals"]


def test_only_the_portal_may_call_the_api_from_a_browser():
    api = resources("AWS::Serverless::HttpApi")["Api"]["Properties"]

    assert api["CorsConfiguration"]["AllowOrigins"] == [{"Ref": "PortalOrigin"}]


def test_only_the_portal_may_upload_files_and_nobody_may_fetch_them():
    bucket = resources("AWS::S3::Bucket")["ImportsBucket"]["Properties"]
    policy = resources("AWS::S3::BucketPolicy")["ImportsBucketPolicy"]["Properties"]["PolicyDocument"]
    (rule,) = bucket["CorsConfiguration"]["CorsRules"]

    assert (rule["AllowedOrigins"], rule["AllowedMethods"]) == ([{"Ref": "PortalOrigin"}], ["POST"])
    assert all(bucket["PublicAccessBlockConfiguration"].values())
    assert [(each["Effect"], each["Condition"]) for each in policy["Statement"]] == [
        ("Deny", {"Bool": {"aws:SecureTransport": "false"}})
    ]


def test_a_file_is_gone_after_a_week_and_leaves_no_version_behind():
    bucket = resources("AWS::S3::Bucket")["ImportsBucket"]["Properties"]
    (rule,) = bucket["LifecycleConfiguration"]["Rules"]

    assert (rule["Status"], rule["ExpirationInDays"], "Prefix" in rule) == ("Enabled", 7, False)
    assert "VersioningConfiguration" not in bucket
