"""The nouns: frozen values that pass from stage to stage. They import nothing but each other."""
