package io.executionplane.testkit.guest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A bad network between a node and an agent: it passes bytes on, whatever they are, and cuts
 * connections in the middle of them.
 */
public final class CuttingProxy implements AutoCloseable {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final ServerSocketChannel server;
  private final SocketAddress to;
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger cuts = new AtomicInteger();
  private final Semaphore flow = new Semaphore(Integer.MAX_VALUE);
  private volatile LongSupplier bytesUntilCut = () -> Long.MAX_VALUE;
  private volatile boolean refusing;

  private CuttingProxy(ServerSocketChannel server, SocketAddress to) {
    this.server = server;
    this.to = to;
    inBackground(this::accept);
  }

  /** Before an agent's Unix socket. */
  public static CuttingProxy before(Path socket, Path own) {
    return open(
        StandardProtocolFamily.UNIX,
        UnixDomainSocketAddress.of(own),
        UnixDomainSocketAddress.of(socket));
  }

  /** Before an agent's port. */
  public static CuttingProxy before(int port) {
    var loopback = InetAddress.getLoopbackAddress();
    return open(
        StandardProtocolFamily.INET,
        new InetSocketAddress(loopback, 0),
        new InetSocketAddress(loopback, port));
  }

  private static CuttingProxy open(
      StandardProtocolFamily family, SocketAddress own, SocketAddress to) {
    try {
      return new CuttingProxy(ServerSocketChannel.open(family).bind(own), to);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Where it listens, if that is a port. */
  public int port() {
    return server.socket().getLocalPort();
  }

  /** From the next connection on, cuts each after so many bytes, both directions together. */
  public void cutAfter(LongSupplier bytes) {
    bytesUntilCut = bytes;
  }

  /** Cuts all that are open, and then passes nothing more for anybody. */
  public void cutForGood() {
    refusing = true;
    cutNow();
  }

  /** Cuts all that are open. */
  public void cutNow() {
    List.copyOf(open).forEach(Connection::cut);
  }

  /** Keeps every connection and passes nothing on. */
  public void fallSilent() {
    flow.drainPermits();
  }

  /** How many connections it has cut. */
  public int cuts() {
    return cuts.get();
  }

  private void accept() {
    try {
      while (true) {
        var near = server.accept();
        if (refusing) {
          near.close();
        } else {
          new Connection(near, SocketChannel.open(to), bytesUntilCut.getAsLong()).start();
        }
      }
    } catch (IOException closed) {
      cutNow();
    }
  }

  private final class Connection {

    private final SocketChannel near;
    private final SocketChannel far;
    private final AtomicLong left;

    Connection(SocketChannel near, SocketChannel far, long bytes) {
      this.near = near;
      this.far = far;
      this.left = new AtomicLong(bytes);
    }

    void start() {
      open.add(this);
      inBackground(() -> pass(near, far));
      inBackground(() -> pass(far, near));
    }

    private void pass(SocketChannel from, SocketChannel onto) {
      var buffer = ByteBuffer.allocate(BUFFER_BYTES);
      try {
        while (from.read(buffer.clear()) >= 0) {
          buffer.flip();
          flow.acquire();
          flow.release();
          var allowed = allowed(buffer.remaining());
          write(onto, buffer.limit(buffer.position() + allowed));
          if (left.get() <= 0) {
            cut();
          }
        }
      } catch (IOException gone) {
        // One of the two went: the other goes too.
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      } finally {
        close();
      }
    }

    private int allowed(int wanted) {
      var before = left.getAndUpdate(rest -> Math.max(0, rest - wanted));
      return (int) Math.min(before, wanted);
    }

    private static void write(SocketChannel onto, ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        onto.write(bytes);
      }
    }

    void cut() {
      if (open.remove(this)) {
        cuts.incrementAndGet();
      }
      close();
    }

    private void close() {
      open.remove(this);
      try {
        near.close();
        far.close();
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }

  private static void inBackground(Runnable task) {
    var thread = new Thread(task, "cutting-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
