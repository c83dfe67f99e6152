"""From bytes as received to text, and to what the text says of itself, with the evidence.

Nothing here fetches, stores or prints. What is found about a document is proposed, never taken.
"""
