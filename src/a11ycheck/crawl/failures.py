"""Why a request failed, in plain words."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator

import httpx2

from a11ycheck.model import ProblemKind

_CERTIFICATE = {
    9: "not valid yet",
    10: "expired",
    18: "self-signed",
    19: "self-signed in its chain",
    20: "unknown issuer",
    21: "unknown issuer",
    62: "made for another host",
    64: "made for another host",
}
"""By OpenSSL's X509_V_ERR codes."""

_NETWORK = {
    errno.ECONNREFUSED: "connection refused",
    errno.ECONNRESET: "connection cut",
    errno.EPIPE: "connection cut",
    errno.EHOSTUNREACH: "host unreachable",
    errno.ENETUNREACH: "network unreachable",
}


NO_HOST = "no such host"
"""Said where the name service knows the name for certain not to exist."""

CUT = "connection cut, or no HTTP server"
"""Said where a server hung up, as some do on a method that they do not know."""


def explain(error: BaseException) -> tuple[str, ProblemKind]:
    """Say why a request failed.

    Args:
        error: what the HTTP library raised.

    Returns:
        A plain phrase such as ``connection refused``, and the kind of problem.
    """
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            reason = _CERTIFICATE.get(cause.verify_code, cause.verify_message)
            return f"certificate not trusted: {reason}", ProblemKind.TLS
        if isinstance(cause, ssl.SSLError):
            return f"no secure connection: {(cause.reason or 'TLS error').lower()}", ProblemKind.TLS
    if any(isinstance(cause, httpx2.TimeoutException | TimeoutError) for cause in causes):
        return "timed out", ProblemKind.TIMEOUT
    for cause in causes:
        if isinstance(cause, socket.gaierror):
            again = cause.errno == socket.EAI_AGAIN
            return "host name lookup failed" if again else NO_HOST, ProblemKind.UNREACHABLE
        if isinstance(cause, OSError) and cause.errno in _NETWORK:
            return _NETWORK[cause.errno], ProblemKind.UNREACHABLE
    return _by_type(error), ProblemKind.UNREACHABLE


def _by_type(error: BaseException) -> str:
    match error:
        case httpx2.DecodingError():
            return "answer wrongly compressed"
        case httpx2.ProxyError():
            return "the proxy refused"
        case httpx2.RemoteProtocolError() | httpx2.ReadError() | httpx2.WriteError():
            return CUT
        case httpx2.InvalidURL() | httpx2.UnsupportedProtocol():
            return "no web address"
        case _:
            return "no connection"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what led to it; the library below tries several addresses and groups their errors."""
    pending, seen = [error], set[int]()
    while pending:
        cause = pending.pop(0)
        if id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        if isinstance(cause, BaseExceptionGroup):
            pending.extend(cause.exceptions)
        pending.extend(other for other in (cause.__cause__, cause.__context__) if other is not None)
