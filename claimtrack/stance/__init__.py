"""The stance model that comes with the program: does a passage support a claim, refute it, neither?

docs/stance-model.md says what it was trained on, how well it does and where it fails. It runs on
one core, offline, and is loaded only when a comparison asks for it. `chosen` is the way to a model
of the user's own.
"""
