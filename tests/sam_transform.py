"""Prints template.yaml after SAM's transform, as JSON; run by SAM's own Python, for ours doesn't have the translator."""

import json
import sys
from pathlib import Path

from samcli.yamlhelper import yaml_parse  # type: ignore[import-not-found]
from samtranslator.parser.parser import Parser  # type: ignore[import-not-found]
from samtranslator.translator.translator import Translator  # type: ignore[import-not-found]

PACKAGED = ("CodeUri", "ContentUri")


def main() -> None:
    """Transform the file that is named, as if its code lay in a bucket."""
    given = yaml_parse(Path(sys.argv[1]).read_text())
    for resource in given["Resources"].values():
        for name in PACKAGED:
            if name in resource.get("Properties", {}):
                resource["Properties"][name] = "s3://bucket/key"
    json.dump(Translator({}, Parser()).translate(sam_template=given, parameter_values={}), sys.stdout)


main()
