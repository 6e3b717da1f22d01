"""4. The claims of many reports: copies, origins, occurrences, disagreements, and the store that keeps them."""
