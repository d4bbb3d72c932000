"""Two-way texting between firms and their leads."""
