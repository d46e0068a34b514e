"""What those who run the server set: logs, throttling, and disturbances made on purpose."""
