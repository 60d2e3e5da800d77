"""Documents and examples are in step with the program."""

from __future__ import annotations

import importlib.util
import json
import re
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import click
import pytest

from a11ycheck.cli.check import check
from a11ycheck.cli.scan import scan
from a11ycheck.engine import baseline
from a11ycheck.engine.gate import FAILED, PASSED, UNTRUSTED
from a11ycheck.errors import UsageError
from a11ycheck.exporters import json_schema
from a11ycheck.model import Level, Method, Rule
from a11ycheck.resources import rulesets_dir
from a11ycheck.rules import load_rules, load_scheme

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_NOT_IN_FILE = frozenset({"config", "help", "snapshots"})
"""Options that make no sense in a settings file."""


def test_links_lead_somewhere(root: Path, document: Path) -> None:
    """Every relative link of a document leads to a file, and to a heading where it names one."""
    text = re.sub(r"^```.*?^```", "", document.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in _LINK.findall(text):
        if "://" in target:
            continue
        path, _, anchor = unquote(target).partition("#")
        file = (document.parent / path).resolve() if path else document
        assert file.exists(), f"{target} leads nowhere"
        assert file.is_relative_to(root)
        if anchor:
            assert anchor in anchors(file), f"{target}: no such heading"


def test_every_decision_is_listed(root: Path) -> None:
    """Every decision record stands in the list of decisions and has its three parts."""
    index = (root / "docs/decisions/README.md").read_text(encoding="utf-8")
    for record in (root / "docs/decisions").glob("[0-9]*.md"):
        assert record.name in index
        text = record.read_text(encoding="utf-8")
        assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Consequences"))


def test_levels_are_up_to_date(root: Path) -> None:
    """docs/levels.md says what rulesets/items.yaml says."""
    tool = load_module(root / "tools" / "make_levels.py")
    text = (root / "docs/levels.md").read_text(encoding="utf-8")
    items = load_scheme(rulesets_dir()).items.values()
    assert text == tool.render(text, items), "run: python tools/make_levels.py"
    assert all(f"| {item.id} |" in text for item in items)


def test_coverage_is_up_to_date(root: Path) -> None:
    """docs/coverage.md lists the rules that there are."""
    tool = load_module(root / "tools" / "make_coverage.py")
    scheme = load_scheme(root / "rulesets")
    wanted = tool.render(scheme.items, load_rules(root / "rulesets", scheme))
    assert (root / "docs/coverage.md").read_text(encoding="utf-8") == wanted, "run: make docs"


def test_numbers_of_items_are_right(root: Path) -> None:
    """The change log counts the check items as they are."""
    count = len(load_scheme(rulesets_dir()).items)
    assert f"{count} check items" in (root / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [scan, check], ids=["scan", "check"])
def test_the_example_settings_load(root: Path, command: click.Command) -> None:
    """examples/a11ycheck.toml is taken by the commands that read settings."""
    path = root / "examples" / "a11ycheck.toml"
    context = command.make_context(command.name, ["--config", str(path), "https://www.city.example.lg.jp/"])
    assert context.params["fail_on"] == "1"
    assert context.params["max_broken"] == 0.2


def test_the_example_settings_are_complete(root: Path) -> None:
    """Every option of scan and check stands in the example, explained in both languages, with a value of its type."""
    values = all_settings(root)
    for command in (scan, check):
        context = click.Context(command)
        for option in (p for p in command.params if isinstance(p, click.Option) and p.name not in _NOT_IN_FILE):
            names = {text.lstrip("-").replace("-", "_") for text in option.opts}
            given = names & values.keys()
            assert given, f"{command.name} {option.opts} is not in the example"
            if not isinstance(option.type, click.Path | click.File):
                option.type_cast_value(context, values[given.pop()])


def test_the_example_settings_name_nothing_else(root: Path) -> None:
    """Every setting in the example, switched on or off, is one that exists."""
    known = {text.lstrip("-").replace("-", "_") for command in (scan, check) for p in command.params for text in p.opts}
    assert all_settings(root).keys() <= known


def test_a_misspelt_setting_is_refused(tmp_path: Path) -> None:
    """A setting that does not exist is an error and not passed over, as docs/configuration.md says."""
    path = tmp_path / "a11ycheck.toml"
    path.write_text("max_pagse = 3\n", encoding="utf-8")
    with pytest.raises(UsageError, match="max_pagse"):
        scan.make_context("scan", ["--config", str(path)])


def test_the_documented_settings_exist(root: Path) -> None:
    """Every “name = value” in docs/configuration.md is a setting whose value fits."""
    text = (root / "docs/configuration.md").read_text(encoding="utf-8")
    options = {
        name.lstrip("-").replace("-", "_"): p
        for command in (check, scan)
        for p in command.params
        if isinstance(p, click.Option)
        for name in p.opts
    }
    found = re.findall(r"\| `(\w+ = [^`]+)` \|", text)
    assert len(found) > 25
    for setting in found:
        for name, value in tomllib.loads(setting).items():
            assert name in options
            if not isinstance(options[name].type, click.Path | click.File):
                options[name].type_cast_value(click.Context(scan), value)


def test_the_example_rules_do_what_their_readme_says(root: Path) -> None:
    """examples/own-rules moves a rule, switches one off, changes an option and adds an item."""
    folder = root / "examples" / "own-rules"
    scheme = load_scheme(rulesets_dir())
    before = by_id(load_rules(rulesets_dir(), scheme))
    after = by_id(load_rules(rulesets_dir(), scheme, [folder]))
    assert before["half-width-kana"].level is Level.RECOMMENDED
    assert after["half-width-kana"].level is Level.MUST
    assert not before["full-width-alnum"].disabled
    assert after["full-width-alnum"].disabled
    assert (before["sentence-length"].options["long"], after["sentence-length"].options["long"]) == (100, 80)
    assert after.keys() - before.keys() == {"desk-hours"}
    assert after["desk-hours"].method is Method.MANUAL
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert all(str(file.relative_to(folder)) in readme for file in folder.glob("level*/*.md"))


def test_the_example_baseline_can_be_read(root: Path) -> None:
    """examples/a11ycheck-baseline.json is a baseline about rules that exist."""
    rules = by_id(load_rules(rulesets_dir(), load_scheme(rulesets_dir())))
    entries = baseline.read(root / "examples" / "a11ycheck-baseline.json").entries
    assert entries
    for entry in entries:
        assert entry.key in rules[entry.rule].messages


def test_the_baseline_is_described_as_it_is(root: Path) -> None:
    """docs/ci.md shows an entry with all its fields and names the days of acceptance."""
    text = (root / "docs/ci.md").read_text(encoding="utf-8")
    block = re.search(r"```json\n(.*?)```", text, re.DOTALL)
    assert block is not None
    assert list(json.loads(block[1])) == list(baseline.Entry.__struct_fields__)
    assert f"{baseline.DAYS} days" in text


def test_exit_codes_are_described_as_they_are(root: Path) -> None:
    """The tables of exit codes hold 0, 1, 2 and 3, which are those of the program."""
    assert (PASSED, FAILED, UsageError.exit_code, UNTRUSTED) == (0, 1, 2, 3)
    for name in ("README.md", "README.ja.md", "docs/ci.md"):
        rows = re.findall(r"^\| (\d) \| (?!必|遵|理)", (root / name).read_text(encoding="utf-8"), re.MULTILINE)
        assert rows == ["0", "1", "2", "3"], name


def test_every_field_of_scan_json_is_described(root: Path) -> None:
    """docs/scan-json.md names every field that the schema has."""
    text = (root / "docs/scan-json.md").read_text(encoding="utf-8")
    definitions = json_schema()["$defs"]
    for definition in definitions.values():
        for name in definition.get("properties", {}):
            assert re.search(rf"`{name}(?:\[\])?`", text), f"{name} is not described"
        for value in definition.get("enum", ()):
            assert f"`{value}`" in text or isinstance(value, int), f"{value} is not described"


def anchors(file: Path) -> set[str]:
    """The anchors that GitHub makes of a document's headings."""
    text = re.sub(r"^```.*?^```", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def all_settings(root: Path) -> dict[str, Any]:
    """The settings of the example, those that are switched off included; each has an explanation above it."""
    text = (root / "examples" / "a11ycheck.toml").read_text(encoding="utf-8")
    on = re.sub(r"^#(?=\w+ = )", "", text, flags=re.MULTILINE)
    for before, line in zip(on.splitlines(), on.splitlines()[1:], strict=False):
        if re.match(r"\w+ = ", line):
            assert before.startswith("# "), f"{line} is not explained"
            assert " / " in before, f"{line} is not explained in both languages"
    return tomllib.loads(on)


def by_id(rules: tuple[Rule, ...]) -> dict[str, Rule]:
    """Rules by their ids."""
    return {rule.id: rule for rule in rules}


def load_module(path: Path) -> Any:
    """A script of tools/ as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
