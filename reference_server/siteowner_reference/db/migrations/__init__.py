"""What each version of the tables changed, oldest first. A released one is never edited."""
