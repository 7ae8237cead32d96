"""``check`` on generated catalogues beside a floor measured in the same run, and beside other linters.

python tests/bench/bench_check.py [--spectral PATH] [--check-jsonschema PATH] [--count 5000]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from generate import generate
from measure import Measured, measure

HERE = Path(__file__).parent
SCHEMA = HERE.parents[1] / "tthc_audit" / "schemas" / "procedure.schema.json"
PROGRAM = str(Path(sys.executable).with_name("tthc-audit"))


def line(what: str, found: Measured, beside: str = "") -> None:
    print(f"{what:<44} {found.seconds:7.3f} s {found.megabytes:7.0f} MB  {beside}", flush=True)


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--spectral")
    asked.add_argument("--check-jsonschema")
    asked.add_argument("--count", type=int, default=5000)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        big, small = folder / "big", folder / "small"
        generate(big, given.count)
        generate(small, given.count // 10)
        python = measure([sys.executable, "-c", "pass"])
        line("bare Python", python)
        helped = measure([PROGRAM, "--help"])
        line("--help", helped, f"{helped.seconds / python.seconds:.1f} x bare Python (goal 10)")
        one = measure([PROGRAM, "check", str(small / "1.000001.json")])
        line("check of one file", one, "(goal 0.5 s)")
        floor = measure([sys.executable, str(HERE / "floor.py"), str(big)])
        line(f"plain script, {given.count} procedures", floor)
        bare = measure([sys.executable, str(HERE / "floor.py"), str(big), "bare"])
        line("the least any program can do", bare)
        tenth = measure([PROGRAM, "check", str(small)])
        line(f"check, {given.count // 10} procedures", tenth)
        whole = measure([PROGRAM, "check", str(big)])
        line(
            f"check, {given.count} procedures",
            whole,
            f"{whole.seconds / floor.seconds:.1f} x plain (goal 8), {whole.seconds / bare.seconds:.1f} x least; 5 s, 400 MB",
        )
        print(f"growth from a tenth: {whole.seconds / tenth.seconds:.1f} x (goal 10.5)")
        as_json = measure([PROGRAM, "check", str(big), "--format", "json"])
        line("the same as JSON", as_json, f"{as_json.seconds / floor.seconds:.1f} x plain")
        if given.check_jsonschema:
            other = measure(
                [
                    "sh",
                    "-c",
                    f"find '{big}' -name '1.*.json' -print0 | xargs -0 '{given.check_jsonschema}' --schemafile '{SCHEMA}'",
                ],
                runs=2,
            )
            line(
                "check-jsonschema, schema alone",
                other,
                f"check is {other.seconds / whole.seconds:.1f} x faster (goal 1)",
            )
        if given.spectral:
            rules = folder / "spectral.yaml"
            rules.write_text((HERE / "spectral.yaml").read_text("utf-8").replace("SCHEMA", str(SCHEMA)), "utf-8")
            command = [
                given.spectral,
                "lint",
                "-r",
                str(rules),
                str(big / "1.*.json"),
                "-f",
                "json",
                "-q",
                "--fail-severity=error",
            ]
            shown = subprocess.run(
                [*command[:4], str(big / "1.00000*.json"), *command[5:]], capture_output=True, text=True, check=False
            )
            print("spectral on nine files:", shown.stderr[:300] or "ran", len(shown.stdout), "bytes")
            other = measure(command, runs=1)
            line("Spectral", other, f"check is {other.seconds / whole.seconds:.1f} x faster (goal 5)")


if __name__ == "__main__":
    main()
