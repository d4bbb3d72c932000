"""What the services need from the outside, as protocols, a module a room."""
