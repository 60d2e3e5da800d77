"""Migrations, the oldest first. Never change one that was released."""
