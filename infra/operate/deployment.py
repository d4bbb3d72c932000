"""Where a deployment's tables and users are: the outputs of its stack."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

import boto3

# The outputs of template.yaml that are environment variables of the functions.
_SETTINGS = {
    "AccountsTable": "ACCOUNTS_TABLE",
    "LeadsTable": "LEADS_TABLE",
    "LimitsTable": "LIMITS_TABLE",
    "NumbersTable": "NUMBERS_TABLE",
    "OptOutsTable": "OPT_OUTS_TABLE",
    "ThreadsTable": "THREADS_TABLE",
    "PeopleQueue": "PEOPLE_QUEUE",
    "NumbersQueue": "NUMBERS_QUEUE",
    "ImportsQueue": "IMPORTS_QUEUE",
    "ImportsBucket": "IMPORTS_BUCKET",
    "SecretsName": "SECRETS_NAME",
}


@dataclass(frozen=True, slots=True)
class Deployment:
    """A deployed stack."""

    outputs: Mapping[str, str]

    @classmethod
    def find(cls, stack: str) -> "Deployment":
        """Look a stack up by its name, with the operator's credentials."""
        described = boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
        return cls({output["OutputKey"]: output["OutputValue"] for output in described["Outputs"]})

    def configure(self) -> None:
        """Set the environment that `leadline.settings` reads; before anything imports an adapter."""
        os.environ |= {variable: self.outputs[output] for output, variable in _SETTINGS.items()}
        os.environ.setdefault("TWILIO_API_BASE", "")
