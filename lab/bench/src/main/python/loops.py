"""asyncio and uvloop: ``loops.py call-soon|switch|echo|sleepers asyncio|uvloop count [seconds]``.

Prints the seconds of one callback, switch or echo, five times; or how long so many sleeping tasks take, and how much
memory.
"""

import asyncio
import socket
import sys
import time

from peer import megabytes, need, peak_megabytes, say

MESSAGE = bytes(64)


async def call_soon(count):
    loop, done, left = asyncio.get_running_loop(), asyncio.Event(), count

    def callback():
        nonlocal left
        left -= 1
        if left > 0:
            loop.call_soon(callback)
        else:
            done.set()

    loop.call_soon(callback)
    await done.wait()


async def switch(count):
    async def yielding():
        for _ in range(count // 2):
            await asyncio.sleep(0)

    await asyncio.gather(yielding(), yielding())


async def echo(count):
    loop = asyncio.get_running_loop()

    async def server(listener):
        connection, _ = await loop.sock_accept(listener)
        with connection:
            while data := await loop.sock_recv(connection, len(MESSAGE)):
                await loop.sock_sendall(connection, data)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        serving = asyncio.create_task(server(listener))
        with socket.socket() as client:
            client.setblocking(False)
            await loop.sock_connect(client, listener.getsockname())
            for _ in range(count):
                await loop.sock_sendall(client, MESSAGE)
                received = 0
                while received < len(MESSAGE):
                    received += len(await loop.sock_recv(client, len(MESSAGE)))
        await serving


async def sleepers(count, seconds):
    await asyncio.gather(*(asyncio.create_task(asyncio.sleep(seconds)) for _ in range(count)))


what, kind, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
if kind == "uvloop":
    asyncio.set_event_loop_policy(need("uvloop").EventLoopPolicy())
if what == "sleepers":
    before, start = megabytes(), time.perf_counter()
    asyncio.run(sleepers(count, float(sys.argv[4])))
    say(seconds=time.perf_counter() - start, megabytes=peak_megabytes() - before)
else:
    work = {"call-soon": call_soon, "switch": switch, "echo": echo}[what]
    for _ in range(5):
        start = time.perf_counter()
        asyncio.run(work(count))
        say(seconds=(time.perf_counter() - start) / count)
