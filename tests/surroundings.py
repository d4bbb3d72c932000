"""The environment in which the code is loaded by tests that load it at all: the tables and queues of an emulated account."""

from collections.abc import Mapping

QUEUES: Mapping[str, str] = {
    "index_people": "https://sqs.us-east-1.amazonaws.com/123456789012/people",
    "look_up_numbers": "https://sqs.us-east-1.amazonaws.com/123456789012/numbers",
    "import_rows": "https://sqs.us-east-1.amazonaws.com/123456789012/imports",
}
TABLES: Mapping[str, str] = {
    "AccountsTable": "accounts",
    "LeadsTable": "leads",
    "LimitsTable": "limits",
    "NumbersTable": "numbers",
    "OptOutsTable": "opt_outs",
    "ThreadsTable": "threads",
}
ENVIRONMENT: Mapping[str, str] = {
    **{f"{name.upper()}_TABLE": name for name in TABLES.values()},
    "PEOPLE_QUEUE": QUEUES["index_people"],
    "NUMBERS_QUEUE": QUEUES["look_up_numbers"],
    "IMPORTS_QUEUE": QUEUES["import_rows"],
    "IMPORTS_BUCKET": "imports",
    "SECRETS_NAME": "leadline/secrets",
    "TWILIO_API_BASE": "http://127.0.0.1:1",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "POWERTOOLS_SERVICE_NAME": "leadline",
    "POWERTOOLS_METRICS_NAMESPACE": "Leadline",
}
