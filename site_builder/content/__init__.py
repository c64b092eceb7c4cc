"""The content folder as files: scan, partition, read, addresses, words of attachments."""
