"""Files of others → files of a content folder, with everything that was lost or guessed."""
