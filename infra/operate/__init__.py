"""Operating a deployment from the command line."""
