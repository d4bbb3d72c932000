"""A layer is kept once, workers find its modules before all others, and only what nobody uses is removed."""

import subprocess
import sys
from pathlib import Path

import pytest

from local import shared_layers


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A build with one layer, whose module has the name of one that every Python has."""
    module = tmp_path / "built/Vendor/python/colorsys.py"
    module.parent.mkdir(parents=True)
    module.write_text("WHOSE = 'the layer'\n")
    return tmp_path / "built"


def test_what_is_deployed_is_one_small_file(built: Path, tmp_path: Path):
    shared_layers.share(built, tmp_path / "shared/now")

    (left,) = [path for path in built.rglob("*") if path.is_file()]
    assert left.stat().st_size < 1000
    assert (tmp_path / "shared/now/Vendor/colorsys.py").is_file()


def test_a_worker_loads_the_layers_module_before_its_own_pythons(built: Path, tmp_path: Path):
    shared_layers.share(built, tmp_path / "shared/now")

    folder = str(built / "Vendor/python" / shared_layers.SITE)
    program = f"import site; site.addsitedir({folder!r}); import colorsys; print(colorsys.WHOSE)"
    said = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True).stdout

    assert said == "the layer\n"


def test_a_build_that_was_interrupted_is_made_again(built: Path, tmp_path: Path):
    (tmp_path / "shared/now/Vendor").mkdir(parents=True)
    (tmp_path / "shared/now/Vendor/half.py").touch()

    shared_layers.share(built, tmp_path / "shared/now")

    assert [path.name for path in (tmp_path / "shared/now/Vendor").iterdir()] == ["colorsys.py"]


def test_old_layers_stay_as_long_as_a_stack_holds_them(tmp_path: Path):
    for build in ("now", "held", "old"):
        (tmp_path / build).mkdir()
    program = (
        "import sys, pathlib; from local import shared_layers;"
        "shared_layers.hold(pathlib.Path(sys.argv[1])); print('held', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, tmp_path / "held"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as stack:
        assert stack.stdout
        assert stack.stdout.readline() == "held\n"

        shared_layers.tidy(tmp_path / "now")
        kept = {path.name for path in tmp_path.iterdir()}
        stack.communicate("\n")
    shared_layers.tidy(tmp_path / "now")

    assert kept == {"now", "held"}
    assert {path.name for path in tmp_path.iterdir()} == {"now"}
