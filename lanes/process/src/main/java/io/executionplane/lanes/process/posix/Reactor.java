package io.executionplane.lanes.process.posix;

import com.sun.jna.Memory;
import com.sun.jna.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One daemon thread that waits for all pipes and processes of a lane (epoll(7)).
 *
 * <p>A descriptor is registered, then armed for one event at a time ({@code EPOLLONESHOT}): a
 * stream that does not want to read is not woken, and backpressure reaches the child through a full
 * pipe. Callbacks run on the reactor's thread and MUST only hand over (an async callback of a
 * stage, a task for an executor); they MUST NOT block.
 *
 * <p>The thread and its two descriptors come with the first registration and go with {@link
 * #close()}.
 */
public final class Reactor implements AutoCloseable {

  private static final int BATCH = 64;

  /** {@code struct epoll_event} is packed on x86_64 only. */
  private static final int DATA_OFFSET = Platform.isIntel() ? 4 : 8;

  private static final int EVENT_BYTES = DATA_OFFSET + Long.BYTES;
  private static final long WAKE_UP = 0;

  private final String threadName;
  private final Map<Long, IntConsumer> callbacks = new ConcurrentHashMap<>();
  private final AtomicLong lastId = new AtomicLong(WAKE_UP);
  private @Nullable Loop loop;
  private boolean closed;

  /**
   * Holds nothing of the operating system yet.
   *
   * @param threadName what the thread is called in a thread dump
   */
  public Reactor(String threadName) {
    this.threadName = threadName;
  }

  /**
   * A place for {@code fd}; costs nothing until {@link Registration#arm}.
   *
   * @param onEvents told which epoll events occurred; 0 means that the reactor was closed
   */
  Registration register(int fd, IntConsumer onEvents) {
    return new Registration(fd, onEvents);
  }

  private synchronized Loop running() throws IOException {
    if (closed) {
      throw new IOException("the reactor is closed");
    }
    if (loop == null) {
      loop = new Loop();
      loop.thread.start();
    }
    return loop;
  }

  /**
   * Ends the thread and waits for its end, which takes as long as one callback; everybody still
   * waiting for events is told 0. Idempotent. MUST NOT be called by a callback.
   */
  @Override
  public void close() {
    final Loop ending;
    synchronized (this) {
      closed = true;
      ending = loop;
      loop = null;
    }
    if (ending != null) {
      ending.stop();
      ending.join();
    }
  }

  /** One descriptor's place in the epoll set, to be used by one thread at a time. */
  final class Registration {

    private final int fd;
    private final IntConsumer onEvents;
    private final long id = lastId.incrementAndGet();
    private final Memory event = new Memory(EVENT_BYTES);
    private @Nullable Loop knownTo;

    private Registration(int fd, IntConsumer onEvents) {
      this.fd = fd;
      this.onEvents = onEvents;
    }

    /**
     * Asks for one call when any of {@code events} (or an error or hang-up, which the kernel always
     * adds) is there.
     *
     * @throws IOException when the kernel refuses (out of descriptors, or of watches) or the
     *     reactor is closed
     */
    void arm(int events) throws IOException {
      event.setInt(0, events | Libc.EPOLLONESHOT);
      event.setLong(DATA_OFFSET, id);
      if (knownTo == null) {
        enter(running());
      } else {
        knownTo.control(Libc.EPOLL_CTL_MOD, fd, event);
      }
    }

    private void enter(Loop running) throws IOException {
      callbacks.put(id, onEvents);
      try {
        running.control(Libc.EPOLL_CTL_ADD, fd, event);
        knownTo = running;
      } catch (IOException refused) {
        callbacks.remove(id);
        throw refused;
      }
    }

    /**
     * Leaves the set; idempotent. MUST precede closing the descriptor: a child between fork and
     * exec may hold a copy of it, which would keep the entry alive after our close.
     */
    void close() {
      if (knownTo != null) {
        callbacks.remove(id);
        knownTo.remove(fd, event);
        knownTo = null;
      }
      event.close();
    }
  }

  private final class Loop implements Runnable {

    private final int epoll;
    private final int wakeUp;
    private final Thread thread;
    private final Memory events = new Memory((long) BATCH * EVENT_BYTES);
    private volatile boolean stopping;
    private boolean released;

    Loop() throws IOException {
      epoll = checked("epoll_create1", Libc.epoll_create1(Libc.EPOLL_CLOEXEC));
      try {
        wakeUp = checked("eventfd", Libc.eventfd(0, Libc.O_CLOEXEC | Libc.O_NONBLOCK));
      } catch (IOException outOfDescriptors) {
        Libc.close(epoll);
        throw outOfDescriptors;
      }
      events.setInt(0, Libc.EPOLLIN);
      events.setLong(DATA_OFFSET, WAKE_UP);
      control(Libc.EPOLL_CTL_ADD, wakeUp, events);
      thread = new Thread(this, threadName);
      thread.setDaemon(true);
    }

    private static int checked(String call, int result) throws IOException {
      if (result < 0) {
        throw Errno.failure(call, Errno.last());
      }
      return result;
    }

    /** Locked against {@link #release}: the number of a closed epoll set may be a stranger's. */
    synchronized void control(int operation, int fd, Memory event) throws IOException {
      if (released) {
        throw new IOException("the reactor is closed");
      }
      checked("epoll_ctl", Libc.epoll_ctl(epoll, operation, fd, event));
    }

    synchronized void remove(int fd, Memory event) {
      if (!released) {
        Libc.epoll_ctl(epoll, Libc.EPOLL_CTL_DEL, fd, event);
      }
    }

    @Override
    public void run() {
      try {
        while (!stopping) {
          dispatch(Libc.epoll_wait(epoll, events, BATCH, -1));
        }
      } finally {
        release();
      }
      new ArrayList<>(callbacks.values()).forEach(callback -> call(callback, 0));
    }

    /** A negative count is EINTR: a signal handler of the JVM ran on this thread. Look again. */
    private void dispatch(int count) {
      for (int i = 0; i < count; i++) {
        var offset = (long) i * EVENT_BYTES;
        var callback = callbacks.get(events.getLong(offset + DATA_OFFSET));
        if (callback != null) {
          call(callback, events.getInt(offset));
        }
      }
    }

    /** One broken callback must not take every other stream's thread away. */
    private void call(IntConsumer callback, int occurred) {
      try {
        callback.accept(occurred);
      } catch (RuntimeException broken) {
        thread.getUncaughtExceptionHandler().uncaughtException(thread, broken);
      }
    }

    synchronized void stop() {
      stopping = true;
      if (!released) {
        try (var one = new Memory(Long.BYTES)) {
          one.setLong(0, 1);
          Libc.write(wakeUp, one, Long.BYTES);
        }
      }
    }

    void join() {
      try {
        thread.join();
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt(); // It ends by itself all the same.
      }
    }

    private synchronized void release() {
      released = true;
      Libc.close(epoll);
      Libc.close(wakeUp);
      events.close();
    }
  }
}
