"""Pictures for slides and papers: the heat strip and the timeline, drawn as SVG without a plotting library."""
