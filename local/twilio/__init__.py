"""A Twilio to develop and test against: its REST API, its webhooks, and phones a person can hold."""
