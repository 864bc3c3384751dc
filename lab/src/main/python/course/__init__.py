"""The Python side of the course: runs, checks and publishes the notebooks.

Each module is one idea, and each command is a module of its own:

``python -m course.refresh``  writes fresh outputs back into ``notebooks/``
``python -m course.publish``  executes every notebook and writes the site
``python -m course.lint``     lists what is wrong with the notebooks as saved
``python -m course.mirrors``  lists the source cells and which notebook mirrors them
"""
