"""Plain rows for every output: duties and articles, the law, the timeline, measures and reservations, what officials
said.
"""
