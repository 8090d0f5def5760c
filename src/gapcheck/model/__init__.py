"""The values that files hold, frozen: vocabulary, treaties, law, positions, questions, policy, and the context of a
report.
"""
