"""The codes of what an import finds; an error means that something of the file was not taken."""

from __future__ import annotations

from claimtrack.models.finding import Finding, Severity


def refuse(code: str, where: str, message: str, why: str) -> Finding:
    """Return a finding on what was not taken."""
    return Finding(code=code, severity=Severity.ERROR, where=where, message=message, why=why)


def warn(code: str, where: str, message: str, why: str) -> Finding:
    """Return a finding on what was taken in part, or with a doubt."""
    return Finding(code=code, severity=Severity.WARNING, where=where, message=message, why=why)


def remark(code: str, where: str, message: str, why: str) -> Finding:
    """Return a finding that is worth knowing."""
    return Finding(code=code, severity=Severity.NOTE, where=where, message=message, why=why)
