"""Texts, in and out."""
