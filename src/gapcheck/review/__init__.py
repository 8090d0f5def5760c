"""What agencies and reviewers say of a verdict, beside the verdict that was computed."""
