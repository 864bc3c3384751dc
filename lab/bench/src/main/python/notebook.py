"""A notebook from start to end in a fresh kernel, as the tests run it: ``notebook.py path``. Prints the seconds."""

import sys
import time
from pathlib import Path

from peer import NOT_HERE, say

try:
    from course.execute import execute_file
except ImportError as missing:
    print(f"notebooks cannot run here: {missing}", file=sys.stderr)
    sys.exit(NOT_HERE)

start = time.perf_counter()
execute_file(Path(sys.argv[1]), say=lambda line: None)
say(seconds=time.perf_counter() - start)
