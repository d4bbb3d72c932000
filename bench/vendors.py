"""`python -m bench.vendors PORT`: DynamoDB, Secrets Manager and Twilio, each with one canned answer per operation."""

import base64
import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from leadline.domain.accounts.api_key import Credential

ACCOUNT = "AC" + "0123456789abcdef" * 2
TOKEN = "the token of the benchmark"  # noqa: S105 - it opens nothing
NUMBER, LEAD = "+14155550100", "+12025550143"
PUBLIC_URL = "https://api.example.com"
# The id of the conversation with LEAD, sealed with a key of 32 zeros.
THREAD = "nI-rZeYlDavf5ypL5f0AJ8SnxDzGYyW_"
AT = {"S": "2026-11-22T09:30:00.000000+0000"}

FIRM = {
    "pk": {"S": "firm#f"},
    "sk": {"S": "firm"},
    "kind": {"S": "firm"},
    "name": {"S": "Harbor & Field Law"},
    "two_way": {"BOOL": True},
    "thread_key": {"B": base64.b64encode(bytes(32)).decode()},
    "created_at": AT,
}
LINE = {
    "pk": {"S": "firm#f"},
    "sk": {"S": "line#l"},
    "kind": {"S": "line"},
    "firm_id": {"S": "f"},
    "line_id": {"S": "l"},
    "type": {"S": "sms"},
    "address": {"S": NUMBER},
    "provider_account": {"S": ACCOUNT},
    "active": {"BOOL": True},
    "is_default": {"BOOL": True},
    "swept_at": AT,
    "swept_until": AT,
}
OWNER = {
    "pk": {"S": f"address#{NUMBER}"},
    "sk": {"S": "owner"},
    "kind": {"S": "address"},
    "firm_id": {"S": "f"},
    "line_id": {"S": "l"},
}
HEAD = {
    "pk": {"S": "firm#f#thread#t"},
    "sk": {"S": "thread"},
    "kind": {"S": "head"},
    "thread_id": {"S": "t"},
    "address": {"S": LEAD},
}
FILE_PATH = f"/2010-04-01/Accounts/{ACCOUNT}/Messages/MM{'1' * 32}/Media/ME{'1' * 32}"
MESSAGE = {
    "pk": {"S": "firm#f#thread#t"},
    "sk": {"S": "message#m"},
    "kind": {"S": "message"},
    "firm_id": {"S": "f"},
    "thread_id": {"S": "t"},
    "address": {"S": LEAD},
    "direction": {"S": "inbound"},
    "status": {"S": "received"},
    "body": {"S": "Here it is"},
    "segments": {"N": "1"},
    "created_at": AT,
    "provider_account": {"S": ACCOUNT},
    "media": {"S": json.dumps([{"url": f"https://api.twilio.com{FILE_PATH}", "type": "image/png"}])},
}
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(100_000)
OPT_OUT = {
    "pk": {"S": f"firm#f#person#{THREAD[:16]}"},
    "sk": {"S": "state"},
    "opted_out": {"BOOL": True},
    "changed_at": AT,
    "source": {"S": "hand"},
    "thread_id": {"S": THREAD},
}
PERSON = {
    "pk": {"S": "firm#f#lead#d"},
    "sk": {"S": "lead"},
    "firm_id": {"S": "f"},
    "lead_id": {"S": "d"},
    "name": {"S": "Sarah Field"},
    "phone": {"S": LEAD},
    "created_at": AT,
    "updated_at": AT,
}
IMPORT = {
    "pk": {"S": "firm#f#imports"},
    "sk": {"S": "import#waiting"},
    "type": {"S": "leads"},
    "file_name": {"S": "leads.csv"},
    "created_at": AT,
    "user_id": {"S": "u"},
    "user_name": {"S": "Dana Reyes"},
    "stage": {"S": "waiting"},
    "expires_at": {"N": "1"},
}
FILE = f"Name,Phone\nSarah Field,{LEAD}\n".encode()
RUNNING = IMPORT | {
    "stage": {"S": "running"},
    "plan": {"S": '{"delimiter": ",", "has_header": true, "columns": ["name", "phone"]}'},
    "encoding": {"S": "text"},
    "size": {"N": str(len(FILE))},
    "version": {"S": "v"},
    "place": {"N": "11"},
    "row": {"N": "2"},
}
ITEMS: dict[str, dict[str, Any]] = {
    "owner": OWNER,
    "lead": PERSON,
    "thread": HEAD,
    "message#m": MESSAGE,
    "state": OPT_OUT,
    "import#waiting": IMPORT,
    "import#running": RUNNING,
}
API_KEY = f"ll_f_k_{'5ec4e7' * 8}798aa116"  # with its checksum
CREDENTIAL = Credential.parse(f"Bearer {API_KEY}")
assert CREDENTIAL, "not a key any more"  # noqa: S101 - a benchmark of a refusal would be none
KEY = {
    "pk": {"S": "firm#f#keys"},
    "sk": {"S": "k"},
    "kind": {"S": "key"},
    "name": {"S": "Signup form"},
    "secret_hash": {"S": CREDENTIAL.hash},
    "hint": {"S": CREDENTIAL.hint},
    "created_at": AT,
    "created_by": {"S": "Dana Reyes"},
}
SECRET = {"publicUrl": PUBLIC_URL, "twilioAccounts": {ACCOUNT: [TOKEN]}}
SECRET_STRING = json.dumps(SECRET)
CREATED = {
    "account_sid": ACCOUNT,
    "sid": "SM" + "0" * 32,
    "status": "queued",
    "to": LEAD,
    "from": NUMBER,
    "body": "Hello",
    "direction": "outbound-api",
    "error_code": None,
    "date_created": "Sun, 22 Nov 2026 09:30:00 +0000",
}


def answer(target: str, request: dict[str, Any]) -> dict[str, Any]:
    """The answer of AWS to an operation."""
    match target.partition(".")[2]:
        case "GetSecretValue":
            return {"Name": "secrets", "SecretString": SECRET_STRING}
        case "GetItem":
            sort = request["Key"].get("sk", {}).get("S")
            found = KEY if request["Key"]["pk"] == KEY["pk"] else ITEMS.get(sort)
            return {"Item": found} if found else {}
        case "BatchGetItem":
            return {"Responses": {table: [] for table in request["RequestItems"]}, "UnprocessedKeys": {}}
        case "SendMessageBatch":
            return {"Successful": [], "Failed": []}
        case "Query":
            items = _queried(request)
            return {"Items": items, "Count": len(items), "ScannedCount": len(items)}
        case "UpdateItem":
            return {"Attributes": KEY if request["Key"]["pk"] == KEY["pk"] else LINE}
        case _:
            return {}


def _queried(request: dict[str, Any]) -> list[dict[str, Any]]:
    """The items of a query, as far as anything reads them."""
    if KEY["pk"] in request.get("ExpressionAttributeValues", {}).values():
        return [KEY]
    if request["TableName"] == "accounts":
        return [LINE] if "IndexName" in request else [FIRM, LINE]
    return [HEAD] if request["TableName"] == "threads" and "IndexName" not in request else []


class Vendors(BaseHTTPRequestHandler):
    """All of them at one address."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        target = self.headers.get("X-Amz-Target")
        if target:
            self._send(200, "application/x-amz-json-1.0", answer(target, json.loads(body)))
        else:
            self._send(201, "application/json", CREATED)

    def do_GET(self) -> None:
        """Twilio's list of what came in: nothing; what kind of line a number is; a picture; and a piece of an uploaded file."""
        if self.path == FILE_PATH:
            self.send_response(307)
            self.send_header("Location", "https://mms.twiliocdn.com/picture?Signature=x")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if self.path.startswith("/picture"):
            self._send_bytes(200, "image/png", PICTURE)
            return
        if "/firms/" in self.path:
            self._send_piece(int(self.headers["Range"].removeprefix("bytes=").partition("-")[0]))
            return
        line = {"valid": True, "line_type_intelligence": {"type": "mobile", "carrier_name": "A Carrier"}}
        lists: dict[str, Any] = {"messages": [], "next_page_uri": None}
        self._send(200, "application/json", line if "/PhoneNumbers/" in self.path else lists)

    def _send_piece(self, start: int) -> None:
        self.send_response(206)
        self.send_header("ETag", "v")
        self.send_header("Content-Range", f"bytes {start}-{len(FILE) - 1}/{len(FILE)}")
        self.send_header("Content-Length", str(len(FILE[start:])))
        self.end_headers()
        self.wfile.write(FILE[start:])

    def _send(self, status: int, content_type: str, answered: dict[str, Any]) -> None:
        self._send_bytes(status, content_type, json.dumps(answered).encode())

    def _send_bytes(self, status: int, content_type: str, text: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Vendors).serve_forever()
