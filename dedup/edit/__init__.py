"""What is cut, what stays for it, and what the report says of both."""
