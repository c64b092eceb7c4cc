"""What can be typed; the only printing."""
