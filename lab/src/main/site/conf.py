"""Sphinx's settings for the course site: makes executed notebooks into pages that need no server and no network."""

project = "Concurrency in Java, cell by cell"
html_title = project
language = "en"

extensions = ["myst_nb", "course.pictures"]
exclude_patterns = ["**.ipynb_checkpoints"]

# The notebooks were executed before Sphinx sees them, by the same executor that the tests use.
nb_execution_mode = "off"
nb_render_markdown_format = "myst"  # the usual one knows no tables
# MyST-NB would load these two from the network as soon as a page has a widget.
nb_ipywidgets_js = {}

# JupyterLab makes anchors by replacing spaces; a link written for one place then works in the other.
myst_heading_anchors = 4
myst_heading_slug_func = "course.anchors.slug"

# Cells that do not compile, and %classpath, are part of the course, and colouring them is only a courtesy.
suppress_warnings = ["misc.highlighting_failure"]

html_theme = "sphinx_book_theme"
html_theme_options = {
    "navbar_persistent": [],  # the search field is in the sidebar
    "footer_content_items": [],
    "show_toc_level": 2,
    "use_download_button": True,
    # These would point to a repository, or to a service on the network.
    "use_repository_button": False,
    "use_edit_page_button": False,
    "use_issues_button": False,
    "launch_buttons": {"notebook_interface": "", "binderhub_url": "", "colab_url": "", "thebe": False},
    "use_fullscreen_button": False,
    # Both from accessible-pygments: every colour of the code reads well on its background.
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
html_static_path = ["_static"]
html_css_files = ["course.css"]
html_use_index = False  # there is nothing to index
html_show_sphinx = False
html_show_copyright = False
html_copy_source = True  # the download button hands out the executed notebook
html_sourcelink_suffix = ""
html_scaled_image_link = False
# Summaries are fetched, which a browser refuses for pages opened from the disk; the list of hits works.
html_show_search_summary = False
