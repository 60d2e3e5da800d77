"""Joins the adapters to the engine: what the command line and other programs call."""
