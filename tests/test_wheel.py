"""The wheel carries rules and sample procedures, and works in a clean environment away from the checkout."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.skipif(not (ROOT / "pyproject.toml").exists(), reason="needs a checkout")


def run(*command, cwd, **more):
    done = subprocess.run([str(c) for c in command], cwd=cwd, capture_output=True, text=True, check=False, **more)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT, cwd=ROOT)
    return next(out.glob("*.whl"))


def test_the_wheel_carries_every_rule_and_every_sample_procedure(wheel):
    carried = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("rules", "procedures"):
        for file in (ROOT / folder).rglob("*.json"):
            assert f"tthc_audit/_bundled/{file.relative_to(ROOT).as_posix()}" in carried
    assert "tthc_audit/schemas/procedure.schema.json" in carried


def test_the_installed_wheel_audits_a_catalogue_away_from_the_checkout(wheel, tmp_path):
    home = tmp_path / "môi trường sạch"
    venv.create(home, with_pip=True)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    run(scripts / "python", "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    where = run(
        scripts / "python", "-c", "import tthc_audit; print(tthc_audit.__file__)", cwd=tmp_path, env=environment
    )
    assert str(home) in where
    run(scripts / "tthc-audit", "new", "catalog", tmp_path / "danh mục", cwd=tmp_path, env=environment)
    run(scripts / "tthc-audit", "rules", "test", cwd=tmp_path, env=environment)
    run(
        scripts / "tthc-audit",
        "report",
        tmp_path / "danh mục",
        "-o",
        tmp_path / "báo cáo",
        cwd=tmp_path,
        env=environment,
    )
    assert (tmp_path / "báo cáo" / "index.html").exists()
