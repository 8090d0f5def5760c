"""Law laid over law: reforms, timelines, comparisons, and what moved."""
