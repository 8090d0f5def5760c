"""Many assessments at once: jobs, light rows, workers that may die, and Parquet files that a later run goes on with."""
