"""The content folder as files: scan, partition, read, addresses, text of attachments."""
