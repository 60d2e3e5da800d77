"""Progress and summary on stderr. The one door to rich."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Column, Table
from rich.text import Text

from a11ycheck.engine.ports import Progress as ProgressPort
from a11ycheck.model import PageResult, Scan, ScanState

_VERDICTS = {
    "ja": {
        "problems": "問題あり",
        "none-found": "機械で検出できた範囲で問題なし（人の確認が残っています）",
        "confirmed": "確認済み",
        "not-checked": "確認できていません",
    },
    "en": {
        "problems": "problems found",
        "none-found": "no problem found by machine (people still have to check)",
        "confirmed": "confirmed",
        "not-checked": "not checked",
    },
}
_WORDS = {
    "ja": {
        "level": "レベル",
        "score": "点数",
        "failed": "問題",
        "review": "要確認",
        "advice": "助言",
        "verdict": "結果",
        "pages": "確認したページ: {checked}　確認できなかったページ: {broken}　対象外: {other}　時間: {seconds}秒",
        "interrupted": "途中で中断しました。ここまでの結果は保存されています。",
        "scanning": "確認中",
    },
    "en": {
        "level": "Level",
        "score": "Score",
        "failed": "Failed",
        "review": "To review",
        "advice": "Advice",
        "verdict": "Verdict",
        "pages": "Pages checked: {checked}  not checkable: {broken}  other addresses: {other}  time: {seconds} s",
        "interrupted": "Interrupted. What was checked so far is kept.",
        "scanning": "Checking",
    },
}


def stderr() -> Console:
    """The console for people; colour only on a terminal."""
    width = None if sys.stderr.isatty() else 140
    return Console(stderr=True, highlight=False, width=width)


class ScanProgress(ProgressPort):
    """A progress bar with pages done, queue, rate and time left; plain lines now and then without a terminal."""

    def __init__(self, *, quiet: bool, verbose: bool, lang: str, max_pages: int) -> None:
        """
        Args:
            quiet: say nothing.
            verbose: a line for every page.
            lang: the reader's language.
            max_pages: the most that will be judged.
        """
        self._console = stderr()
        self._quiet = quiet
        self._verbose = verbose
        self._words = _WORDS[lang]
        self._max_pages = max_pages
        self._bar: Progress | None = None

    def __enter__(self) -> Self:
        """Shows the bar."""
        if not self._quiet and self._console.is_terminal:
            self._bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(bar_width=16),
                MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}"),
                TimeElapsedColumn(),
                TimeRemainingColumn(),
                TextColumn("{task.fields[page]}", markup=False, table_column=Column(no_wrap=True, ratio=1)),
                console=self._console,
                transient=True,
            )
            self._bar.start()
            self._task = self._bar.add_task(self._words["scanning"], total=None, rate="", page="")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Takes the bar away."""
        if self._bar is not None:
            self._bar.stop()

    def page_done(self, result: PageResult, done: int, queued: int) -> None:
        """Moves the bar."""
        if self._quiet:
            return
        url = printable(result.page.url)
        if self._verbose:
            state = printable(result.problem.detail) if result.problem else f"{len(result.findings)}"
            self._console.print(Text(f"{done:>5}  {url}  {state}"))
        if self._bar is not None:
            task = self._bar.tasks[0]
            rate = f"{60 * done / task.elapsed:.0f}/min" if task.elapsed else ""
            total = min(done + queued, self._max_pages)
            self._bar.update(
                self._task,
                completed=done,
                total=max(total, done),
                rate=rate,
                page=url.partition("://")[2].partition("/")[2][-40:],
            )
        elif not self._verbose and done % 50 == 0:
            self._console.print(Text(f"{self._words['scanning']}: {done} (+{queued})"))


def print_summary(scan: Scan, lang: str) -> None:
    """Levels with score, failures and what needs a person."""
    words, console = _WORDS[lang], stderr()
    table = Table(title=Text(printable(scan.site)), title_justify="left", box=None, pad_edge=False)
    table.add_column(words["level"], no_wrap=True)
    for key in ("score", "failed", "review", "advice"):
        table.add_column(words[key], justify="right", no_wrap=True)
    table.add_column(words["verdict"], overflow="fold")
    for level in scan.score:
        cell = level.total
        style = "red" if level.verdict == "problems" else "green" if level.verdict != "not-checked" else "yellow"
        table.add_row(
            f"{words['level']}{' ' if lang == 'en' else ''}{int(level.level)}",
            "–" if cell.score is None else f"{cell.score:.1f}",
            f"{cell.findings:,}",
            f"{cell.cant_tell:,}",
            f"{cell.advice:,}",
            Text(_VERDICTS[lang][level.verdict], style=style),
        )
    console.print(table)
    seconds = int((scan.finished - scan.started).total_seconds()) if scan.finished else 0
    console.print(
        words["pages"].format(
            checked=f"{scan.pages_checked:,}",
            broken=f"{scan.pages_broken:,}",
            other=f"{scan.pages_other:,}",
            seconds=f"{seconds:,}",
        )
    )
    if scan.state is not ScanState.COMPLETE:
        console.print(words["interrupted"])


def printable(text: str) -> str:
    """Without control characters: a page must not steer the terminal."""
    return "".join(c if c.isprintable() else "�" for c in text)
