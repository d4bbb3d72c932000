"""`python -m bench [--check] [--record] [PART …]`: all benchmarks, or some, as one table.

--check   fails where a figure is over its limit, or 5% over what was recorded
--record  writes the figures into bench/recorded.json and docs/performance.md
"""

import argparse
import sys
from collections.abc import Callable, Iterable

from bench import dollars, growth, instructions, loading, search, size, units
from bench.figures import Figure, complaints, limit, record

PARTS: dict[str, Callable[[], Iterable[Figure]]] = {
    part.__name__.rpartition(".")[2]: part.measure
    for part in (instructions, loading, size, units, dollars, growth, search)
}


def main() -> int:
    """Measure and print; 1 where `--check` has something to say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="fail where a figure is too large")
    parser.add_argument("--record", action="store_true", help="keep the figures")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    wish = parser.parse_args()
    figures = []
    for part in wish.parts or PARTS:
        for figure in PARTS[part]():
            most = limit(figure)
            told = f"  (at most {most:,.0f})" if most is not None else ""
            print(f"{figure.name:<82}{figure.text:>14}{told}", flush=True)
            figures.append(figure)
    if wish.record:
        record(figures)
    wrong = complaints(figures) if wish.check else []
    for complaint in wrong:
        print(complaint, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
