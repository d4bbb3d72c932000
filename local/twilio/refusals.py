"""Twilio's error codes that the simulator can answer with, and the body such an answer has."""

from dataclasses import dataclass

from starlette.responses import JSONResponse


@dataclass(frozen=True, slots=True)
class _Meaning:
    status: int
    words: str


# https://www.twilio.com/docs/api/errors
MEANINGS = {
    20001: _Meaning(400, "Invalid parameter"),
    20003: _Meaning(401, "Authenticate"),
    20004: _Meaning(405, "Method not allowed"),
    20009: _Meaning(409, "Message is not complete yet"),
    20404: _Meaning(404, "The requested resource was not found"),
    20429: _Meaning(429, "Too Many Requests"),
    20500: _Meaning(500, "Internal Server Error"),
    20503: _Meaning(503, "Service unavailable"),
    21211: _Meaning(400, "Invalid 'To' Phone Number"),
    21212: _Meaning(400, "Invalid From Number (caller ID)"),
    21265: _Meaning(400, "'To' number cannot be a Short Code"),
    21408: _Meaning(400, "Permission to send an SMS has not been enabled for the region indicated by the 'To' number"),
    21421: _Meaning(400, "Phone Number is invalid"),
    21422: _Meaning(400, "PhoneNumber is not available"),
    21602: _Meaning(400, "Message body is required"),
    21603: _Meaning(400, "A 'From' or 'MessagingServiceSid' parameter is required to send a message"),
    21604: _Meaning(400, "The destination 'To' phone number is required to send an SMS"),
    21606: _Meaning(
        400, "The 'From' phone number provided is not a valid message-capable Twilio phone number for this destination."
    ),
    21608: _Meaning(400, "The 'to' phone number provided is not yet verified for this account."),
    21609: _Meaning(400, "Invalid 'StatusCallback'"),
    21610: _Meaning(400, "Attempt to send to unsubscribed recipient"),
    21611: _Meaning(400, "This 'From' number has exceeded the maximum number of queued messages"),
    21612: _Meaning(400, "The 'To' phone number is not currently reachable via SMS"),
    21614: _Meaning(400, "'To' number is not a valid mobile number"),
    21617: _Meaning(400, "The concatenated message body exceeds the 1600 character limit"),
    21620: _Meaning(400, "Invalid media URL(s)"),
    21623: _Meaning(400, "Number of media files exceeds allowed limit"),
    21635: _Meaning(400, "'To' number cannot be a landline"),
    21704: _Meaning(400, "The Messaging Service contains no phone numbers"),
    21705: _Meaning(400, "The Messaging Service does not exist"),
    21712: _Meaning(400, "The 'From' number is not in the Messaging Service"),
}

# What the carrier or Twilio reports later, in ErrorMessage and error_message.
LATER = {
    12300: "Invalid Content-Type",
    11200: "HTTP retrieval failure",
    21610: "Attempt to send to unsubscribed recipient",
    30001: "Queue overflow",
    30002: "Account suspended",
    30003: "Unreachable destination handset",
    30004: "Message blocked",
    30005: "Unknown destination handset",
    30006: "Landline or unreachable carrier",
    30007: "Message filtered",
    30008: "Unknown error",
    30034: "US A2P 10DLC - Message from an Unregistered Number",
}


class Refusal(Exception):
    """A request that Twilio answers with an error: its code, and the sentence that goes with it."""

    def __init__(self, code: int, detail: str = "", *, status: int | None = None) -> None:
        meaning = MEANINGS.get(code, _Meaning(400, "Request refused"))
        self.code = code
        self.status = status or meaning.status
        self.words = f"{meaning.words}: {detail}" if detail else meaning.words
        super().__init__(f"{code} {self.words}")

    def response(self) -> JSONResponse:
        """The answer as Twilio words it."""
        headers = {"WWW-Authenticate": 'Basic realm="Twilio API"'} if self.status == 401 else None
        return JSONResponse(
            {
                "code": self.code,
                "message": self.words,
                "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
                "status": self.status,
            },
            self.status,
            headers=headers,
        )
