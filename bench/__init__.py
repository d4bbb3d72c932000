"""Benchmarks and their budgets."""
