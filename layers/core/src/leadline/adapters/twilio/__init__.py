"""Twilio, through its SDK."""
