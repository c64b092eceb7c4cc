"""Rules about Markdown, links and images."""
