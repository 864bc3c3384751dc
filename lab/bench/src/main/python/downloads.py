"""The source's downloads in Python: ``downloads.py way port pages runs``. Prints seconds and MB of each run."""

import asyncio
import multiprocessing
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from peer import need, peak_megabytes, say

SITES = ["http://www.jython.org", "http://olympus.realpython.org/dice"]


def session(proxy):
    requests = need("requests")
    made = requests.Session()
    made.trust_env = False  # the machine's own proxies have no say, and asking for them costs time
    made.proxies = {"http": proxy}
    return made


def read(made, url):
    with made.get(url) as response:
        response.raise_for_status()
        return len(response.content)


def synchronous(urls, proxy):
    with session(proxy) as made:
        return [read(made, url) for url in urls]


def threads(urls, proxy):
    local = threading.local()

    def download(url):
        if not hasattr(local, "session"):
            local.session = session(proxy)
        return read(local.session, url)

    with ThreadPoolExecutor(max_workers=5) as executor:
        return list(executor.map(download, urls))


def on_a_loop(urls, proxy):
    aiohttp = need("aiohttp")

    async def download(made, url):
        async with made.get(url, proxy=proxy) as response:
            response.raise_for_status()
            return len(await response.read())

    async def all_of_them():
        # Its connections have no limit, as ours have none: with its own of 100, 160 pages would take twice the latency.
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as made:
            return await asyncio.gather(*(download(made, url) for url in urls))

    return asyncio.run(all_of_them())


def open_session(proxy):
    global own_session
    own_session = session(proxy)


def download_in_worker(url):
    return read(own_session, url)


def processes(method):
    def download(urls, proxy):
        with multiprocessing.get_context(method).Pool(initializer=open_session, initargs=(proxy,)) as pool:
            return pool.map(download_in_worker, urls)

    return download


WAYS = {
    "synchronous": synchronous,
    "threads": threads,
    "asyncio": on_a_loop,
    "fork": processes("fork"),
    "spawn": processes("spawn"),
}

if __name__ == "__main__":
    way, port, pages, runs = WAYS[sys.argv[1]], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    urls = [SITES[i % 2] for i in range(pages)]
    for _ in range(runs):
        start = time.perf_counter()
        sizes = way(urls, f"http://127.0.0.1:{port}")
        seconds = time.perf_counter() - start
        if sum(sizes) != sum((19_210, 275)[i % 2] for i in range(pages)):
            sys.exit(f"read {sum(sizes)} bytes")
        say(seconds=seconds, megabytes=peak_megabytes())
