"""Layers for Lambda carry Python 3.13's bytecode, whatever Python this machine has."""

import subprocess
from pathlib import Path

from local import node
from local.building import WASM_PYTHON
from local.environments import ROOT

PYTHON_313 = b"\xf3\r\r\n"
UNCHECKED_HASH = (0b01).to_bytes(4, "little")


def test_modules_are_compiled_for_lambda_without_a_python_313(tmp_path: Path):
    module = tmp_path / "python/package/module.py"
    module.parent.mkdir(parents=True)
    module.write_text("ANSWER = 42\n")
    node.install_packages(WASM_PYTHON.parent, of="Python 3.13 in WebAssembly")

    compileall = (
        "-m",
        "compileall",
        "-qq",
        "-j",
        "0",
        "--invalidation-mode",
        "unchecked-hash",
        "-s",
        tmp_path,
        "-p",
        "/opt",
    )
    subprocess.run([WASM_PYTHON, *compileall, tmp_path / "python"], env=node.environ(), check=True)

    compiled = (module.parent / "__pycache__/module.cpython-313.pyc").read_bytes()
    assert compiled[:8] == PYTHON_313 + UNCHECKED_HASH
    assert b"/opt/python/package/module.py" in compiled


def test_a_module_that_cannot_be_compiled_fails_the_build(tmp_path: Path):
    (tmp_path / "broken.py").write_text("def (:\n")
    node.install_packages(WASM_PYTHON.parent, of="Python 3.13 in WebAssembly")

    done = subprocess.run(
        [WASM_PYTHON, "-m", "compileall", "-qq", "-s", tmp_path, tmp_path], env=node.environ(), check=False
    )

    assert done.returncode == 1


def test_the_python_that_only_compiles_is_asked_for_nothing_else(tmp_path: Path):
    done = subprocess.run(
        [
            *("make", "-n", "-C", ROOT / "layers/vendor", "build-VendorCore"),
            *(f"ARTIFACTS_DIR={tmp_path}", "COMPILER=compiles-only", "INSTALLER=any-python"),
        ],
        capture_output=True,
        text=True,
        check=True,
    )

    asked = [line for line in done.stdout.splitlines() if "compiles-only" in line]
    assert asked
    assert all('"compiles-only" -m compileall' in line for line in asked)
