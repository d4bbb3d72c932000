"""HTTP routes: what a request holds, and what it is answered."""
