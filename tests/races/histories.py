"""`python -m tests.races.histories FIRST MANY`: plays histories with the real adapters; says as JSON what came of them."""

import json
import sys
from collections import Counter

from tests.races.real_tables import REAL
from tests.simulation.history import Broken, play


def main(first: int, many: int) -> None:
    """Play, and print."""
    troubles: Counter[str] = Counter()
    steps, broken = 0, []
    for seed in range(first, first + many):
        try:
            played = play(seed, REAL)
        except Broken as told:
            broken.append(str(told))
        else:
            troubles += played.counts
            steps += played.steps
    print(json.dumps({"steps": steps, "troubles": troubles, "broken": broken}))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
