"""Amazon's services but for the tables."""
