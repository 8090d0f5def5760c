"""What several test files share: small catalogues, strategies, and readers of outputs."""
