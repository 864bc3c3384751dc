"""Prints in one line what the peers run on."""
import platform
from importlib import metadata

versions = [f"{platform.python_implementation()} {platform.python_version()}"]
for package in ("requests", "aiohttp", "uvloop"):
    try:
        versions.append(f"{package} {metadata.version(package)}")
    except metadata.PackageNotFoundError:
        pass
print(", ".join(versions))
