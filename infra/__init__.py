"""What is not the application: deployment, hosting, operations."""
