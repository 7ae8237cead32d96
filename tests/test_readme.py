"""The two READMEs say the same, and nothing that is not so: commands, options, links and the picture.

The picture is redrawn by ``tthc-audit draw procedures/3.000722.json -o .github/flow.svg``.
"""

import re
import shlex
from pathlib import Path

import click
import pytest

from tthc_audit import api
from tthc_audit.cli.program import program

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.skipif(not (ROOT / "README.md").exists(), reason="needs a checkout")
READMES = ("README.md", "README.vi.md")
SPOKEN = re.compile(r"tthc-audit ((?:[a-z]+|-)[^`\n#|]*)")


def text(name):
    return (ROOT / name).read_text("utf-8")


def between(name, mark):
    """What ``.ci/run`` would run: the lines of the fenced blocks between two marks."""
    part = text(name).split(f"<!-- {mark} -->")[1].split(f"<!-- /{mark} -->")[0]
    return re.findall(r"^```sh\n(.*?)\n```$", part, re.DOTALL | re.MULTILINE)


def code(name):
    """Every piece of code: fenced blocks and words in backquotes."""
    fenced = re.findall(r"^```sh\n(.*?)^```$", text(name), re.DOTALL | re.MULTILINE)
    return [
        *fenced,
        *re.findall(r"`([^`\n]+)`", re.sub(r"^```sh\n.*?^```$", "", text(name), flags=re.DOTALL | re.MULTILINE)),
    ]


def commands():
    return sorted({m.strip() for name in READMES for part in code(name) for m in SPOKEN.findall(part)})


@pytest.mark.parametrize("mark", ["report", "tests"])
def test_both_languages_give_the_same_command(mark):
    english, vietnamese = (between(name, mark) for name in READMES)
    assert english == vietnamese
    assert len(english) == 1
    assert "\n" not in english[0]


def test_both_languages_have_the_same_parts_and_code():
    english, vietnamese = (re.findall(r"^#+ ", text(name), re.MULTILINE) for name in READMES)
    assert english == vietnamese
    bare = [[re.sub(r" *#.*", "", part) for part in code(name) if "tthc-audit" in part] for name in READMES]
    assert bare[0] == bare[1]


def test_the_commands_are_found():
    assert len(commands()) > 10


@pytest.mark.parametrize("words", commands())
def test_a_command_that_is_named_exists_with_its_options(words):
    given = shlex.split(words)
    command: click.Command = program()
    context = click.Context(command, info_name="tthc-audit")
    while isinstance(command, click.Group) and given and not given[0].startswith("-"):
        found = command.get_command(context, given.pop(0))
        assert found is not None, words
        command = found
    known = {opt: p for p in command.params for opt in (*p.opts, *p.secondary_opts)}
    for word, value in zip(given, [*given, ""][1:], strict=True):
        if word.startswith("-"):
            assert word in known, words
            option = known[word]
            if isinstance(option.type, click.Choice) and not option.is_flag:
                assert value in option.type.choices, words


@pytest.mark.parametrize("name", READMES)
def test_every_link_leads_somewhere(name):
    links = re.findall(r"\]\(([^)]+)\)", text(name))
    assert len(links) > 5
    for link in links:
        assert link.startswith("https://") or (ROOT / link).exists(), link


def test_the_rule_and_the_files_that_are_named_exist():
    for name in re.findall(r"rules show ([a-z/-]+)", text("README.md")):
        assert (ROOT / "rules" / f"{name}.json").exists()


def test_the_picture_is_what_the_tool_draws():
    (drawn,) = api.draw(ROOT / "procedures" / "3.000722.json", api.Options())
    assert (ROOT / ".github" / "flow.svg").read_bytes() == drawn
