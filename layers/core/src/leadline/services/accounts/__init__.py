"""Firms, their lines, users and keys."""
