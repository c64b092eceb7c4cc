"""A manuscript → what is in it: an annual report, its statutory tables, documents."""
