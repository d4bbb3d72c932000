"""What the benchmarks found: figures, their limits, what they were when they were last recorded, and their table."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
LIMITS = HERE / "budgets.json"
RECORDED = HERE / "recorded.json"
TABLE = HERE.parent / "docs/performance.md"
TOLERANCE = 1.05
BEGIN, END = "<!-- the table: written by make bench RECORD=1 -->\n", "<!-- the end of the table -->\n"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a part of the benchmarks."""

    part: str
    what: str
    value: float
    unit: str

    @property
    def name(self) -> str:
        return f"{self.part}: {self.what}"

    @property
    def text(self) -> str:
        """The figure as people read it."""
        digits = 0 if self.value >= 100 or self.value == int(self.value) else 2 if self.value >= 0.1 else 4
        return f"{self.value:,.{digits}f} {self.unit}".rstrip()


def limit(figure: Figure) -> float | None:
    """What a figure may be at most, where that was decided; for its own name, or else for its part."""
    limits: dict[str, float] = json.loads(LIMITS.read_text())
    return limits.get(figure.name, limits.get(figure.part))


def complaints(figures: Iterable[Figure]) -> list[str]:
    """Each figure that is over its limit, 5% above what was recorded, or was never recorded."""
    recorded = {known.name: known for known in read()}
    found = []
    for figure in figures:
        most, known = limit(figure), recorded.get(figure.name)
        if most is not None and figure.value > most:
            found.append(f"{figure.name}: {figure.text} is over the limit of {most:,.0f}")
        elif known is None:
            found.append(f"{figure.name}: {figure.text} was never recorded (make bench RECORD=1)")
        elif figure.value > known.value * TOLERANCE:
            found.append(f"{figure.name}: {figure.text} is more than 5% over {known.text}")
    return found


def read() -> list[Figure]:
    """The recorded figures."""
    return [Figure(**figure) for figure in json.loads(RECORDED.read_text())]


def record(figures: Iterable[Figure]) -> None:
    """Keep figures in place of those of the same parts, and write the table anew."""
    new = list(figures)
    parts = {figure.part for figure in new}
    kept = [known for known in read() if known.part not in parts] + new
    lines = [json.dumps({name: getattr(figure, name) for name in Figure.__slots__}) for figure in kept]
    RECORDED.write_text("[\n" + ",\n".join(lines) + "\n]\n")
    before, _, rest = TABLE.read_text().partition(BEGIN)
    TABLE.write_text(before + BEGIN + table(kept) + END + rest.partition(END)[2])


def table(figures: Iterable[Figure]) -> str:
    """The table of docs/performance.md."""
    rows = ["| what | figure | at most | made by |", "|---|---:|---:|---|"]
    for figure in figures:
        most = limit(figure)
        command = f"`make bench ONLY={re.split('[ :]', figure.part)[0]}`"
        rows.append(f"| {figure.name} | {figure.text} | {f'{most:,.0f}' if most is not None else ''} | {command} |")
    return "\n".join(rows) + "\n"
