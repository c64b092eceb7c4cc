"""The 政务公开目录 of agencies: reading and writing `catalogue.yaml`."""
