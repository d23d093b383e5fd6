"""How submissions are read, put into the instructor's notebook, run and given points. nbgrader_config.py uses it."""
