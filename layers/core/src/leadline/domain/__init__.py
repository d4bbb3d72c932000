"""What is true: values and rules, without I/O."""
