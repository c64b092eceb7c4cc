"""A filled-in Excel form → its statutory tables."""
