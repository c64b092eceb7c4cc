"""What a rule is; running rules; waivers; repairs."""
