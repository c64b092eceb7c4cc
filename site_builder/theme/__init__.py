"""Templates, and filling them."""
