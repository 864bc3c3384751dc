"""Prints in one line what the peers run on."""

import platform
from contextlib import suppress
from importlib import metadata

versions = [f"{platform.python_implementation()} {platform.python_version()}"]
for package in ("requests", "aiohttp", "uvloop"):
    with suppress(metadata.PackageNotFoundError):
        versions.append(f"{package} {metadata.version(package)}")
print(", ".join(versions))
