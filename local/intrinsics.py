"""Resolves the CloudFormation functions that SAM leaves in what it generates."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from local.steps import StepFailed


@dataclass(frozen=True, slots=True)
class Resolver:
    """Knows what each logical id, parameter and pseudo parameter stands for, and each function's ARN."""

    values: Mapping[str, str]
    arns: Mapping[str, str]

    def resolve(self, value: Any) -> Any:
        """The same structure with every Ref, Fn::Sub, Fn::GetAtt and Fn::Join replaced by what it means."""
        match value:
            case {"Ref": str(name)}:
                return self._value(name)
            case {"Fn::GetAtt": [str(name), "Arn"]}:
                return self._arn(name)
            case {"Fn::Sub": str(text)}:
                return self._substitute(text, {})
            case {"Fn::Sub": [str(text), dict(names)]}:
                return self._substitute(text, {name: self.resolve(of) for name, of in names.items()})
            case {"Fn::Join": [str(separator), list(parts)]}:
                return separator.join(self.resolve(part) for part in parts)
            case dict():
                if unknown := next((key for key in value if key.startswith("Fn::")), None):
                    raise StepFailed(f"The local stack cannot resolve {unknown} in {value}")
                return {key: self.resolve(of) for key, of in value.items()}
            case list():
                return [self.resolve(item) for item in value]
            case _:
                return value

    def _substitute(self, text: str, names: Mapping[str, str]) -> str:
        def meaning(found: re.Match[str]) -> str:
            name = found.group(1)
            if name in names:
                return names[name]
            return self._arn(name.removesuffix(".Arn")) if name.endswith(".Arn") else self._value(name)

        return re.sub(r"\$\{([^}!]+)\}", meaning, text)

    def _value(self, name: str) -> str:
        if name not in self.values:
            raise StepFailed(f"The deployed stack has nothing called {name}.")
        return self.values[name]

    def _arn(self, name: str) -> str:
        if name not in self.arns:
            raise StepFailed(f"The local stack does not know the ARN of {name}.")
        return self.arns[name]
