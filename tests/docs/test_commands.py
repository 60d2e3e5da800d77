"""What the documentation says of the command line is what the command line does."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from a11ycheck.cli.main import cli

_FENCE = re.compile(r"^```(?:sh|text)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`(a11ycheck [^`]+)`")


def test_command_lines_of_a_document_can_be_typed(document: Path) -> None:
    """Every “a11ycheck …” in a document names commands, options and values that exist."""
    for words in commands_of(document.read_text(encoding="utf-8")):
        understand(words)


@pytest.mark.parametrize("name", ["github-actions.yml", "gitlab-ci.yml"])
def test_command_lines_of_a_recipe_can_be_typed(root: Path, name: str) -> None:
    """Every “a11ycheck …” in a CI recipe names commands, options and values that exist."""
    recipe = YAML(typ="safe").load((root / "examples" / name).read_text(encoding="utf-8"))
    found = [words for text in texts_of(recipe) for words in commands_in(text)]
    assert any(words[:1] == ["scan"] for words in found)
    for words in found:
        understand(words)


def test_examples_in_the_help_can_be_typed() -> None:
    """Every example that a command's own help shows names commands, options and values that exist."""
    for path, command in all_commands():
        found = list(commands_in(command.help or ""))
        assert found or path.count(" ") > 1 or not path, f"{path} shows no example"
        for words in found:
            understand(words)


def test_a_wrong_command_line_is_noticed() -> None:
    """An unknown command, option or value and a missing argument are noticed."""
    for words in (["scna"], ["scan", "--fial-on", "1"], ["scan", "--fail-on", "4"], ["rules", "show"], ["schema", "x"]):
        with pytest.raises((AssertionError, click.UsageError)):
            understand(words)


def test_every_option_is_documented(root: Path) -> None:
    """Every option of every command stands in docs/configuration.md or in the README."""
    text = "".join((root / name).read_text(encoding="utf-8") for name in ("README.md", "docs/configuration.md"))
    for path, command in all_commands():
        for option in (p for p in command.params if isinstance(p, click.Option)):
            longest = max(option.opts, key=len)
            assert re.search(rf"{re.escape(longest)}(?![\w-])", text), f"{path} {longest} is documented nowhere"


def test_every_command_is_documented(root: Path) -> None:
    """Every command stands in docs/configuration.md or in the README, with its group."""
    text = "".join((root / name).read_text(encoding="utf-8") for name in ("README.md", "docs/configuration.md"))
    for path, command in all_commands():
        if not isinstance(command, click.Group):
            assert path in text, f"“{path}” is documented nowhere"


def test_the_readme_shows_the_help_as_it_is(root: Path) -> None:
    """The help between the markers of the README is what “a11ycheck --help” prints."""
    # On a terminal of 80 columns click leaves two of them free.
    result = CliRunner().invoke(cli, ["--help"], prog_name="a11ycheck", terminal_width=78)
    readme = (root / "README.md").read_text(encoding="utf-8")
    shown = readme.partition("<!-- help: begin -->\n")[2].partition("<!-- help: end -->")[0]
    assert shown == f"```text\n$ a11ycheck --help\n{result.output}```\n"


def test_both_readmes_show_the_same_commands(root: Path) -> None:
    """What the English README shows, the Japanese one shows too, and the other way round."""

    def shown(name: str) -> set[tuple[str, ...]]:
        text = (root / name).read_text(encoding="utf-8")
        text = re.sub(r"<!-- help: begin -->.*<!-- help: end -->", "", text, flags=re.DOTALL)
        return {
            tuple(word for number, word in enumerate(words) if number == 0 or word in names or word.startswith("--"))
            for words in commands_of(text)
            if len(words) > 1
        }

    names = {name for _, command in all_commands() if isinstance(command, click.Group) for name in command.commands}
    assert shown("README.md") == shown("README.ja.md")


def test_make_targets_exist(root: Path, document: Path) -> None:
    """Every “make …” in a document is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"^make ([a-z]+)|`make ([a-z]+)`", document.read_text(encoding="utf-8"), re.MULTILINE))
    assert {name for pair in named for name in pair if name} <= targets


def commands_of(markdown: str) -> Iterator[list[str]]:
    """The a11ycheck command lines of a Markdown text, in code blocks and in sentences."""
    for block in _FENCE.findall(markdown):
        yield from commands_in(block)
    for inline in _INLINE.findall(re.sub(r"^```.*?^```", "", markdown, flags=re.MULTILINE | re.DOTALL)):
        yield from commands_in(inline.replace("\\|", "|"))


def commands_in(text: str) -> Iterator[list[str]]:
    """The words after “a11ycheck” in each line of a text that begins with it."""
    for line in re.sub(r"\\\n\s*", " ", text).splitlines():
        match = re.match(r"\s*(?:\$ )?a11ycheck\s+(?P<rest>.+)", line)
        if not match:
            continue
        lexer = shlex.shlex(match["rest"], posix=True, punctuation_chars=True)
        lexer.whitespace_split = True
        words: list[str] = []
        for word in lexer:
            if re.fullmatch(r"[|&;<>()]+", word):
                break
            words.append(word)
        yield words


def understand(words: list[str]) -> None:
    """Parses a command line without running it. Files need not exist."""
    command: click.Command = cli
    context = click.Context(command, info_name="a11ycheck", **command.context_settings)
    while True:
        values, rest, given = command.make_parser(context).parse_args(list(words))
        for parameter in given:
            if isinstance(parameter, click.Option) and not isinstance(parameter.type, click.Path | click.File):
                parameter.type_cast_value(context, values[parameter.name])
        if not isinstance(command, click.Group):
            break
        if not rest:
            return
        name, *words = rest
        found = command.get_command(context, name)
        assert found is not None, f"there is no command “{name}”"
        command, context = found, click.Context(found, parent=context, info_name=name)
    assert not rest, f"{command.name}: too many words: {rest}"
    arguments = [p.name for p in command.params if isinstance(p, click.Argument) and p.required]
    missing = [name for name in arguments if not isinstance(values.get(name), str | tuple)]
    assert not missing or "help" in values, f"{command.name}: {missing} is missing"


def all_commands(command: click.Command = cli, path: str = "a11ycheck") -> Iterator[tuple[str, click.Command]]:
    """Every command and group with its full name."""
    yield path, command
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            yield from all_commands(child, f"{path} {name}")


def texts_of(value: Any) -> Iterator[str]:
    """All texts in a YAML document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts_of(item)
