"""The local stack: the project's own template deployed to an emulated AWS, and the outside world played around it."""
