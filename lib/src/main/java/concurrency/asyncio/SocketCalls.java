package concurrency.asyncio;

import static concurrency.asyncio.CoroutineFrame.await;

import concurrency.trace.Purpose;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * What one does with a socket without blocking the thread. Each call tries at once; if the system has nothing yet, it
 * makes a future, has the loop watch the socket, and awaits the future. When the selector says that the socket is
 * ready, a callback tries again and completes the future, whose own callback wakes up the task.
 *
 * <p>Cancelling the task cancels the future, and then nobody watches the socket any more; it stays open and usable.
 */
final class SocketCalls {
    /** As much as one call reads: what the largest TCP packet holds. */
    private static final int BUFFER = 65_536;

    private final EventLoop loop;
    // What was read is here for a moment; one for the loop, because only one callback runs at a time.
    private ByteBuffer buffer;

    SocketCalls(EventLoop loop) {
        this.loop = loop;
    }

    /** Tries something; null if the system is not ready for it. */
    private interface Attempt<T> {
        T tried() throws IOException;
    }

    Coroutine<Void> connect(SocketChannel channel, SocketAddress address) {
        return new Coroutine<>("sockConnect", () -> {
            Channels.checkNonBlocking(channel);
            if (!channel.connect(address)) {
                awaitWritable(channel, () -> channel.finishConnect() ? true : null);
            }
            return null;
        });
    }

    Coroutine<SocketChannel> accept(ServerSocketChannel channel) {
        return new Coroutine<>("sockAccept", () -> {
            Channels.checkNonBlocking(channel);
            Attempt<SocketChannel> accept = () -> {
                var accepted = channel.accept();
                if (accepted != null) {
                    accepted.configureBlocking(false);
                }
                return accepted;
            };
            var accepted = accept.tried();
            return accepted != null ? accepted : awaitReadable(channel, accept);
        });
    }

    Coroutine<byte[]> receive(SocketChannel channel, int limit) {
        return new Coroutine<>("sockRecv", () -> {
            Channels.checkNonBlocking(channel);
            var bytes = read(channel, limit);
            return bytes != null ? bytes : awaitReadable(channel, () -> read(channel, limit));
        });
    }

    Coroutine<Void> sendAll(SocketChannel channel, ByteBuffer bytes) {
        return new Coroutine<>("sockSendAll", () -> {
            Channels.checkNonBlocking(channel);
            write(channel, bytes);
            if (bytes.hasRemaining()) {
                awaitWritable(channel, () -> {
                    write(channel, bytes);
                    return bytes.hasRemaining() ? null : true;
                });
            }
            return null;
        });
    }

    /** What is there, up to that many bytes; an empty array at the end of the stream; null if nothing is there yet. */
    private byte[] read(SocketChannel channel, int limit) throws IOException {
        if (buffer == null) {
            buffer = ByteBuffer.allocateDirect(BUFFER);
        }
        buffer.clear().limit(Math.min(limit, BUFFER));
        var count = channel.read(buffer);
        if (count == 0 && limit > 0) {
            return null;
        }
        loop.listener().bytesMoved(channel, count, Purpose.READ);
        var bytes = new byte[Math.max(count, 0)];
        buffer.flip().get(bytes);
        return bytes;
    }

    private void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        var count = channel.write(bytes);
        if (count > 0) {
            loop.listener().bytesMoved(channel, count, Purpose.WRITE);
        }
    }

    private <T> T awaitReadable(SelectableChannel channel, Attempt<T> attempt) throws Exception {
        Future<T> future = loop.createFuture();
        loop.addReader(channel, () -> complete(future, attempt));
        try {
            return await(future.about(new Channels.Wait(Channels.toRead(channel), channel)));
        } finally {
            loop.removeReader(channel);
        }
    }

    private <T> T awaitWritable(SelectableChannel channel, Attempt<T> attempt) throws Exception {
        Future<T> future = loop.createFuture();
        loop.addWriter(channel, () -> complete(future, attempt));
        try {
            return await(future.about(new Channels.Wait(Channels.toWrite(channel), channel)));
        } finally {
            loop.removeWriter(channel);
        }
    }

    private static <T> void complete(Future<T> future, Attempt<T> attempt) {
        if (future.done()) {
            return; // cancelled in this same turn
        }
        try {
            var result = attempt.tried();
            if (result != null) {
                future.setResult(result);
            }
        } catch (IOException failed) {
            future.setException(failed);
        }
    }
}
