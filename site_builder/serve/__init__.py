"""The editor's desk: a live preview of the site, and forms to fill in, in the browser."""
