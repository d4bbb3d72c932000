"""`python -m tests.simulation HISTORIES`: plays that many histories on all cores, and says what they went through."""

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from tests.simulation.history import Broken, play

AT_A_TIME = 200


def play_some(first: int) -> tuple[Counter[str], int, list[str]]:
    """Play the histories from one seed on: the troubles by kind, the steps, and what did not hold."""
    troubles: Counter[str] = Counter()
    steps, broken = 0, []
    for seed in range(first, first + AT_A_TIME):
        try:
            played = play(seed)
        except Broken as told:
            broken.append(str(told))
        else:
            troubles += played.counts
            steps += played.steps
    return troubles, steps, broken


def main() -> int:
    """Play, report, and return 1 where something did not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("histories", type=int, help=f"how many, in steps of {AT_A_TIME}")
    parser.add_argument("--from", dest="first", type=int, default=0, metavar="SEED", help="the first one's seed")
    wish = parser.parse_args()
    started = time.monotonic()
    troubles: Counter[str] = Counter()
    steps = broken = done = 0
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for some in _progress(pool.map(play_some, range(wish.first, wish.first + wish.histories, AT_A_TIME))):
            troubles += some[0]
            steps += some[1]
            broken += len(some[2])
            done += AT_A_TIME
            for told in some[2]:
                print(f"\n{told}\n", flush=True)
    print(f"{done:,} histories in {time.monotonic() - started:,.0f} s; after each of {steps:,} steps all was checked.")
    for trouble, times in troubles.most_common():
        print(f"{times:>12,}  {trouble}")
    print(f"{broken:>12,}  histories in which something did not hold")
    return 1 if broken else 0


def _progress(played: Iterator[tuple[Counter[str], int, list[str]]]) -> Iterator[tuple[Counter[str], int, list[str]]]:
    for number, some in enumerate(played, 1):
        print(f"\r{number * AT_A_TIME:,} histories", end="", file=sys.stderr, flush=True)
        yield some
    print(file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
