"""What is ready to be dropped into a build: the hook under the real pre-commit, the action and the job as they are run."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from support.command_line import AGENCIES, CATALOG, ITS_FINDING, LONG, PROGRAM, SOUND
from support.sarif import assert_valid

from tthc_audit.cli.program import program

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.skipif(not (ROOT / ".pre-commit-hooks.yaml").exists(), reason="needs a checkout")
yaml = pytest.importorskip("yaml", reason="the files are YAML; pre-commit brings a reader of it")
DOCS = (".github/gate.md", ".github/gate.vi.md")


def read(name):
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def environment(tmp_path, **more):
    kept = {"PATH": f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    if "PYTHONPATH" in os.environ:
        kept["PYTHONPATH"] = os.environ["PYTHONPATH"]
    return kept | {"PRE_COMMIT_HOME": str(tmp_path / "cache"), "GIT_CONFIG_NOSYSTEM": "1"} | more


def run(cwd, *command, env, code=0):
    done = subprocess.run([str(c) for c in command], cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def repository(tmp_path):
    """A repository with a catalogue that has a known finding, and its baseline."""
    root = tmp_path / "kho"
    catalogue = root / "thủ tục"
    catalogue.mkdir(parents=True)
    (catalogue / "catalog.json").write_text(CATALOG, "utf-8")
    (catalogue / "agencies.json").write_text(AGENCIES, "utf-8")
    (catalogue / "1.000002.json").write_text(LONG, "utf-8")
    env = environment(tmp_path)
    run(root, "git", "init", "-q", "-b", "main", env=env)
    run(root, "git", "config", "user.name", "x", env=env)
    run(root, "git", "config", "user.email", "x@y", env=env)
    run(root, PROGRAM, "check", "thủ tục", "--write-baseline", "tthc-baseline.json", env=env)
    run(root, "git", "add", "-A", env=env)
    run(root, "git", "commit", "-qm", "x", env=env)
    return root, env


def test_the_hook_under_the_real_pre_commit(repository):
    program_ = Path(sys.executable).with_name("pre-commit")
    if not program_.exists():
        pytest.skip("needs pre-commit, which the extra dev brings")
    root, env = repository
    (hook,) = [h for h in read(".pre-commit-hooks.yaml") if h["id"] == "tthc-audit"]
    # The published hook installs the tool; here it is installed already, and no network is needed.
    hook |= {"language": "system", "args": ["thủ tục", "--baseline", "tthc-baseline.json", "--fail-on", "warning"]}
    (root / ".pre-commit-config.yaml").write_text(json.dumps({"repos": [{"repo": "local", "hooks": [hook]}]}), "utf-8")
    run(root, program_, "install", env=env)
    run(root, "git", "add", "-A", env=env)
    assert "Skipped" in run(root, "git", "commit", "-m", "x", env=env)

    (root / "thủ tục" / "1.000003.json").write_text(LONG.replace("1.000002", "1.000003"), "utf-8")
    run(root, "git", "add", "-A", env=env)
    told = run(root, "git", "commit", "-m", "x", env=env, code=1)
    assert "Failed" in told
    assert ITS_FINDING in told
    assert "1.000002.json" not in told

    (root / "thủ tục" / "1.000003.json").write_text(SOUND.replace("1.000001", "1.000003"), "utf-8")
    run(root, "git", "add", "-A", env=env)
    assert "Passed" in run(root, "git", "commit", "-m", "x", env=env)


def test_the_hooks_are_commands_that_exist():
    for hook in read(".pre-commit-hooks.yaml"):
        assert_command(shlex.split(hook["entry"]))


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_the_steps_of_the_action_as_a_runner_runs_them(repository, tmp_path):
    root, env = repository
    (root / "thủ tục" / "1.000003.json").write_text(LONG.replace("1.000002", "1.000003"), "utf-8")
    action = read(".github/actions/check/action.yml")
    install, check = action["runs"]["steps"]
    assert "GITHUB_ACTION_PATH" in install["run"]
    given = {name: stated["default"] for name, stated in action["inputs"].items()}
    given |= {"catalog": "thủ tục", "baseline": "tthc-baseline.json", "changed-since": "main", "fail-on": "warning"}
    for name, value in check["env"].items():
        env[name] = given[re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", value)[1]]
    assert "${{" not in check["run"], "an input in a script could run commands"
    env |= {"RUNNER_TEMP": str(tmp_path), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    told = run(root, "bash", "-e", "-c", check["run"], env=env, code=1)
    assert "::warning file=thủ tục/1.000003.json,line=" in told
    assert "1.000002" not in told
    summary = (tmp_path / "summary.md").read_text("utf-8")
    assert "```mermaid" in summary
    (result,) = assert_valid((root / "tthc-audit.sarif").read_bytes())["runs"][0]["results"]
    assert result["baselineState"] == "new"


def test_the_script_of_the_job_as_a_runner_runs_it(repository):
    root, env = repository
    (root / "thủ tục" / "1.000003.json").write_text(LONG.replace("1.000002", "1.000003"), "utf-8")
    job = read(".gitlab/check.yml")[".tthc-audit"]
    install, check = job["script"]
    assert "pip install" in install
    env |= job["variables"] | {
        "TTHC_AUDIT_CATALOG": "thủ tục", "TTHC_AUDIT_BASELINE": "tthc-baseline.json", "TTHC_AUDIT_FAIL_ON": "warning",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": run(root, "git", "rev-parse", "HEAD", env=env).strip(),
    }  # fmt: skip
    run(root, "sh", "-e", "-c", check, env=env, code=1)
    for name in (*job["artifacts"]["paths"], *job["artifacts"]["reports"].values()):
        assert (root / name).stat().st_size, name
    issues = json.loads((root / job["artifacts"]["reports"]["codequality"]).read_text("utf-8"))
    assert {i["location"]["path"] for i in issues} == {"thủ tục/1.000003.json", "thủ tục/catalog.json"}


def test_both_languages_give_the_same_examples():
    english, vietnamese = (
        re.findall(r"^```(\w+)\n(.*?)^```$", (ROOT / n).read_text("utf-8"), re.DOTALL | re.MULTILINE) for n in DOCS
    )
    assert len(english) == len(vietnamese) > 6
    for (kind, text), (other_kind, other) in zip(english, vietnamese, strict=True):
        assert kind == other_kind
        assert re.sub(r"#.*", "", text) == re.sub(r"#.*", "", other)
        if kind == "yaml":
            assert yaml.safe_load(text)
        elif kind == "json":
            json.loads(text)
        else:
            for line in text.splitlines():
                if line.startswith("tthc-audit "):
                    assert_command(shlex.split(line.split(">")[0]))


def test_the_examples_name_what_there_is():
    examples = [
        yaml.safe_load(t)
        for t in re.findall(r"^```yaml\n(.*?)^```$", (ROOT / DOCS[0]).read_text("utf-8"), re.DOTALL | re.MULTILINE)
    ]
    hook, workflow, gitlab = examples
    assert {h["id"] for h in hook["repos"][0]["hooks"]} <= {h["id"] for h in read(".pre-commit-hooks.yaml")}
    (step,) = [s for s in workflow["jobs"]["procedures"]["steps"] if "tthc-audit" in s.get("uses", "")]
    assert (ROOT / re.search(r"tthc-audit/(.*)@", step["uses"])[1] / "action.yml").exists()
    assert step["with"].keys() <= read(".github/actions/check/action.yml")["inputs"].keys()
    assert (ROOT / gitlab["include"][0]["file"].removeprefix("/")).exists()
    assert gitlab["variables"].keys() <= read(".gitlab/check.yml")[".tthc-audit"]["variables"].keys()
    assert {"baseline" in json.dumps(e).lower() for e in examples} == {True}


def assert_command(words):
    command: click.Command = program()
    context = click.Context(command, info_name="tthc-audit")
    assert words[0] == "tthc-audit"
    command = command.get_command(context, words[1])
    known = {opt for p in command.params for opt in p.opts}
    assert {w for w in words[2:] if w.startswith("-")} <= known
