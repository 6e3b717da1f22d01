"""Reads news reports as claims."""
