"""From the start of a kernel to its first result: ``kernel.py name code``. Prints the seconds and ends the kernel."""

import sys
import time

from peer import need, say

manager = need("jupyter_client").KernelManager(kernel_name=sys.argv[1])
start = time.perf_counter()
try:
    manager.start_kernel()
except Exception as error:
    print(f"the kernel {sys.argv[1]} does not start: {error}", file=sys.stderr)
    sys.exit(3)
client = manager.client()
try:
    client.start_channels()
    client.wait_for_ready(timeout=60)
    answer = client.execute_interactive(sys.argv[2], timeout=60, output_hook=lambda message: None)
    seconds = time.perf_counter() - start
    if answer["content"]["status"] != "ok":
        sys.exit(f"the cell fails: {answer['content']}")
    say(seconds=seconds)
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
