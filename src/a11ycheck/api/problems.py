"""Why pages that the user named could not be checked, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from a11ycheck.crawl.urls import without_credentials
from a11ycheck.engine.files import was_read
from a11ycheck.engine.ports import Store
from a11ycheck.model import Kind, PageResult, Scan

_MANY_PROBLEMS = 5
_WHY = {
    "robots": "robots.txt forbids it to a11ycheck. If this is your own staging site, use --ignore-robots",
    "trap": "it looks like an endless series of addresses",
    "address": "it is not a web address",
}


def start_problems(store: Store, scan: Scan, refused: Mapping[str, str]) -> tuple[str, ...]:
    """One sentence for each page that the user named and that could not be checked.

    Args:
        store: holds the pages of the scan.
        scan: the scan.
        refused: named addresses that were not even opened, with the reason.
    """
    found = [
        f"{without_credentials(url)} was not visited: {_WHY.get(reason, 'it is outside the scope')}."
        for url, reason in refused.items()
    ]
    for number, result in enumerate(store.pages(scan.id)):
        if number > len(scan.starts) + 50:
            break
        if result.page.found_on not in ("start", "list"):
            continue
        if result.problem is not None:
            found.append(describe_problem(result))
        elif result.page.kind is not Kind.HTML and not was_read(result):
            found.append(f"{without_credentials(result.page.url)} is a file that cannot be read.")
    if len(found) > _MANY_PROBLEMS:
        rest = len(found) - _MANY_PROBLEMS
        found[_MANY_PROBLEMS:] = [f"{rest} more addresses were not checked; the report lists them."]
    return tuple(found)


def describe_problem(result: PageResult) -> str:
    """One sentence: which page could not be checked, why, what to do."""
    problem = result.problem
    if problem is None:
        return ""
    match problem.kind:
        case "unreachable":
            what = f"cannot be reached ({problem.detail}). Check the address, and that the server runs"
        case "tls":
            what = (
                f"has a certificate that cannot be trusted ({problem.detail}). "
                "For a staging site with a certificate of its own, use --ignore-https-errors"
            )
        case "http-error" if result.status == HTTPStatus.UNAUTHORIZED:
            what = "asks for a login (HTTP 401). Give it with --basic-auth-env or --storage-state"
        case "http-error":
            what = f"answers with {problem.detail}. Check the address"
        case "timeout":
            what = f"did not load in time ({problem.detail}). Try again, or raise --timeout"
        case "crash":
            what = f"kills its browser tab ({problem.detail})"
        case "out-of-scope":
            what = f"redirects out of the site, to {without_credentials(problem.detail)}. Give that address instead"
        case "not-html":
            what = f"is not a web page but a file ({problem.detail})"
        case "duplicate":
            what = f"is the same page as {problem.detail}"
        case _:
            what = f"could not be checked ({problem.detail})"
    return f"{without_credentials(result.page.url)} {what}."
