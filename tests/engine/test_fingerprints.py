import copy
import json
import random
import unicodedata
from pathlib import Path

import pytest

from tthc_audit import api
from tthc_audit.engine.fingerprints import Fingerprints

SAMPLES = Path(__file__).parents[2] / "procedures"


def documents():
    return {f.name: json.loads(f.read_text("utf-8")) for f in sorted(SAMPLES.glob("*.json"))}


def prints(folder, made):
    folder.mkdir(parents=True, exist_ok=True)
    for name, document in made.items():
        text = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)
        (folder / name).write_text(text, "utf-8")
    audit = api.check([folder], api.Options())
    assert not audit.errors
    return [f.fingerprint for f in audit.findings]


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    return sorted(prints(tmp_path_factory.mktemp("trước"), documents()))


def keys_shuffled(value, rng):
    if isinstance(value, dict):
        items = [(k, keys_shuffled(v, rng)) for k, v in value.items()]
        rng.shuffle(items)
        return dict(items)
    return [keys_shuffled(v, rng) for v in value] if isinstance(value, list) else value


def steps_renumbered(document):
    document = copy.deepcopy(document)
    steps = document.get("steps") or []
    new = {step["id"]: f"buoc-{i}" for i, step in enumerate(reversed(steps))}

    def renamed(value):
        if isinstance(value, dict):
            return {
                k: new[v]
                if k in ("to", "from", "shared_with", "counts_from", "ends_at", "start") and v in new
                else renamed(v)
                for k, v in value.items()
            }
        return [renamed(v) for v in value] if isinstance(value, list) else value

    document = renamed(document)
    for step in document.get("steps") or []:
        step["id"] = new[step["id"]]
        if "next" in step:
            step["next"] = [new[n] if isinstance(n, str) else n for n in step["next"]]
    return document


def is_procedure(document):
    return isinstance(document, dict) and "code" in document


def test_the_fingerprints_of_the_samples_are_all_different(before):
    assert len(before) == len(set(before)) > 300


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_keys_and_the_indent_do_not_matter(before, tmp_path, seed):
    rng = random.Random(seed)
    made = {n: json.dumps(keys_shuffled(d, rng), ensure_ascii=seed == 1, indent=seed) for n, d in documents().items()}
    assert sorted(prints(tmp_path, made)) == before


def test_the_ids_of_steps_do_not_matter(before, tmp_path):
    made = {n: steps_renumbered(d) if is_procedure(d) else d for n, d in documents().items()}
    assert made != documents()
    assert sorted(prints(tmp_path, made)) == before


def test_the_order_of_steps_in_the_file_does_not_matter(before, tmp_path):
    rng = random.Random(1)

    def reordered(document):
        steps = list(document.get("steps") or ())
        rng.shuffle(steps)
        first = {"start": document.get("start", document["steps"][0]["id"])} if steps else {}
        return {**document, **first, **({"steps": steps} if steps else {})}

    made = {n: reordered(d) if is_procedure(d) else d for n, d in documents().items()}
    assert sorted(prints(tmp_path, made)) == before


def test_composed_and_decomposed_letters_are_the_same(before, tmp_path):
    made = {n: unicodedata.normalize("NFD", json.dumps(d, ensure_ascii=False)) for n, d in documents().items()}
    assert sorted(prints(tmp_path, made)) == before


def test_names_of_files_and_folders_do_not_matter(before, tmp_path):
    made = {f"tệp {i}.json" if is_procedure(d) else n: d for i, (n, d) in enumerate(documents().items())}
    assert sorted(prints(tmp_path / "một nơi khác", made)) == before


def test_findings_that_look_alike_are_told_apart_by_a_counter():
    given = Fingerprints()
    one, two = (given.of("a/b", "step", ["1.000001", "Ký"]) for _ in range(2))
    assert two == f"{one}-2"


def test_what_stands_beside_a_row_tells_twins_apart():
    given = Fingerprints()
    assert given.of("a/b", "step", ["Ký"], near="<xét") != given.of("a/b", "step", ["Ký"], near="<trả")


def test_the_parts_of_an_identity_cannot_run_into_each_other():
    given = Fingerprints()
    assert given.of("a/b", "step", ["x", "y"]) != given.of("a/b", "step", ["xy", ""])
