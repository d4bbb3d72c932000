"""Who may not be texted."""
