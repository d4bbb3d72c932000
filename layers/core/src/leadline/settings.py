"""Every environment variable, read in one place."""

import os
from dataclasses import dataclass, fields
from functools import cache


@dataclass(frozen=True, slots=True)
class Settings:
    """What template.yaml sets for the functions: each field is the variable of the same name in capitals."""

    accounts_table: str
    leads_table: str
    limits_table: str
    numbers_table: str
    opt_outs_table: str
    threads_table: str
    people_queue: str
    numbers_queue: str
    imports_queue: str
    imports_bucket: str
    secrets_name: str
    twilio_api_base: str


@cache
def settings() -> Settings:
    """Return the settings of this process; raises KeyError naming a variable that isn't set."""
    return Settings(**{field.name: os.environ[field.name.upper()] for field in fields(Settings)})
