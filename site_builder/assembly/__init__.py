"""Documents → Site: header schema, settings, assembling."""
