"""What a user can set. Every field can stand in ``a11ycheck.toml`` under its own name."""

from __future__ import annotations

from pathlib import Path

import msgspec


class BasicAuth(msgspec.Struct, frozen=True, kw_only=True):
    """Credentials for HTTP basic authentication. Never stored, never printed."""

    user: str
    password: str

    def __repr__(self) -> str:
        """Without the secret."""
        return "BasicAuth(…)"


class BrowserSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How pages are opened."""

    executable: str | None = None
    """Browser program; None finds one."""
    axe_script: Path | None = None
    """An axe.min.js in place of the one that is shipped."""
    viewport: tuple[int, int] = (1280, 800)
    """Width and height in CSS px."""
    user_agent: str | None = None
    """Replaces the honest default."""
    headers: dict[str, str] = {}
    """Sent to the start pages' origins only."""
    basic_auth: BasicAuth | None = None
    """Sent to the start pages' origins only."""
    origins: tuple[str, ...] = ()
    """Origins that may see headers and credentials."""
    storage_state: Path | None = None
    """Playwright's storage state file: cookies and local storage of a login."""
    ignore_https_errors: bool = False
    """Accept certificates that cannot be verified."""
    timeout: float = 30.0
    """Seconds until a page's document must have arrived."""
    settle: float = 3.0
    """Seconds that a page may go on changing after it loaded."""
    concurrency: int = 2
    """Tabs."""
