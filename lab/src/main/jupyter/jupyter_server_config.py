"""The course's JupyterLab. The launcher names this folder in JUPYTER_CONFIG_PATH; options on the command line win."""

from pathlib import Path

c = get_config()  # noqa: F821 - Jupyter puts it there

# JupyterLab opens on the course, from whatever folder it is started.
c.ServerApp.root_dir = str(Path(__file__).resolve().parents[4] / "notebooks")
# Ctrl-C ends it at once: Maven's own end would not wait for an answer.
c.ServerApp.answer_yes = True
# One kernel to choose from, the project's own; ipykernel is only there because JupyterLab needs it.
c.KernelSpecManager.allowed_kernelspecs = {"java"}
c.KernelSpecManager.ensure_native_kernel = False
c.MultiKernelManager.default_kernel_name = "java"
# No question about news and no look at the internet for updates: versions are pinned.
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.handlers.announcements.NeverCheckForUpdate"
# No search for language servers of other languages: it starts npm and others, which write into the user's home.
c.LanguageServerManager.autodetect = False
# In a container the user is often root. It listens on loopback only and asks for its token.
c.ServerApp.allow_root = True
