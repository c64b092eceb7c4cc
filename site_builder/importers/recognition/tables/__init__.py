"""The tables of a manuscript → the statutory tables among them."""
