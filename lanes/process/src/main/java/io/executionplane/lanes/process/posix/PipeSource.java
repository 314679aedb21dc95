package io.executionplane.lanes.process.posix;

import com.sun.jna.Memory;
import io.executionplane.lanes.process.posix.Reactor.Registration;
import java.io.IOException;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.stage.AbstractGraphStageWithMaterializedValue;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What a child writes into a pipe or on its terminal, as a stream of at most 64 KiB per element.
 *
 * <p>No thread waits. Demand reads at once, on the stream's own thread and without blocking; only
 * an empty pipe is handed to the {@link Reactor}. End of file completes the stream, an error fails
 * it, and whatever ends it closes the descriptor, once. Can be run once: a pipe has one reader.
 *
 * <p>The buffer starts small, because most children say little, and grows when a read fills it. The
 * pipe itself keeps the kernel's size: a larger one reads a fifth faster at best, and the kernel
 * grants a user no more than 64 pipes of 1 MiB before it shrinks everybody's.
 */
public final class PipeSource
    extends AbstractGraphStageWithMaterializedValue<SourceShape<ByteString>, PipeReading> {

  private static final int BUFFER_BYTES_MIN = 8 * 1024;
  private static final int BUFFER_BYTES_MAX = 64 * 1024;

  private final Outlet<ByteString> out = Outlet.create("PipeSource.out");
  private final SourceShape<ByteString> shape = SourceShape.of(out);
  private final Reactor reactor;
  private final Descriptor pipe;
  private final int uncountedMax;

  /** Reads a pipe, of which the kernel says how many bytes it holds. */
  PipeSource(Reactor reactor, Descriptor pipe) {
    this(reactor, pipe, 0);
  }

  /**
   * Reads a descriptor that may hold more than the kernel says.
   *
   * @param uncountedMax most bytes that it holds all the same
   */
  PipeSource(Reactor reactor, Descriptor pipe, int uncountedMax) {
    this.reactor = reactor;
    this.pipe = pipe;
    this.uncountedMax = uncountedMax;
  }

  @Override
  public SourceShape<ByteString> shape() {
    return shape;
  }

  /**
   * Takes the pipe for this one stream.
   *
   * @throws IllegalStateException when it has been read or closed before
   */
  @Override
  public Pair<GraphStageLogic, PipeReading> createLogicAndMaterializedValuePair(
      Attributes inheritedAttributes) {
    pipe.claim();
    var reading = new Reading();
    return Pair.create(reading, reading.hand());
  }

  private final class Reading extends GraphStageLogic {

    private final AsyncCallback<Integer> ready = createAsyncCallback(events -> readOnDemand());
    private final AsyncCallback<RuntimeException> finish = createAsyncCallback(this::finish);
    private final AsyncCallback<RuntimeException> abort = createAsyncCallback(this::fail);
    private final Registration registration = reactor.register(pipe.fd(), ready::invoke);
    private Memory buffer = new Memory(BUFFER_BYTES_MIN);

    /** What to fail with when the pipe is still held open after {@link #allowance} bytes. */
    private @Nullable RuntimeException heldOpen;

    private long allowance = Long.MAX_VALUE;

    Reading() {
      super(shape);
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              read();
            }
          });
    }

    PipeReading hand() {
      return new PipeReading() {
        @Override
        public void finish(RuntimeException heldOpen) {
          finish.invoke(heldOpen);
        }

        @Override
        public void abort(RuntimeException cause) {
          abort.invoke(cause);
        }
      };
    }

    private void readOnDemand() {
      if (isAvailable(out)) {
        read();
      }
    }

    private void read() {
      var count = fill(Math.min(buffer.size(), allowance));
      if (count > 0) {
        push(out, ByteString.fromArrayUnsafe(buffer.getByteArray(0, (int) count)));
        growIfFull(count);
        spend(count);
      } else if (count == 0) {
        complete();
      } else {
        waitOrFail(Errno.last());
      }
    }

    /** A terminal gives less than 4 KiB at a time, so it is asked again while it has more. */
    private long fill(long wanted) {
      var count = Libc.read(pipe.fd(), buffer, wanted);
      for (var more = count; uncountedMax > 0 && more > 0 && count < wanted; ) {
        more = Libc.read(pipe.fd(), buffer.share(count), wanted - count);
        count += Math.max(0, more);
      }
      return count;
    }

    private void growIfFull(long count) {
      if (count == buffer.size() && count < BUFFER_BYTES_MAX) {
        buffer.close();
        buffer = new Memory(BUFFER_BYTES_MAX);
      }
    }

    private void waitOrFail(int errno) {
      if (errno == Errno.EINTR) {
        read();
      } else if (errno == Errno.EAGAIN) {
        waitForBytes();
      } else if (errno == Errno.EIO) {
        complete(); // Nobody has the terminal open any more, and all that it held has been read.
      } else {
        fail(Errno.failure("read", errno));
      }
    }

    private void waitForBytes() {
      if (heldOpen != null) {
        fail(heldOpen);
        return;
      }
      try {
        registration.arm(Libc.EPOLLIN);
      } catch (IOException refused) {
        fail(refused);
      }
    }

    private void finish(RuntimeException cause) {
      heldOpen = cause;
      allowance = Math.max(pipe.bytesToRead(), uncountedMax);
      spend(0);
      readOnDemand(); // It may be waiting for bytes that it is not to wait for any more.
    }

    private void spend(long count) {
      allowance -= count;
      if (allowance == 0 && heldOpen != null) {
        endOrFail(heldOpen);
      }
    }

    private void endOrFail(RuntimeException cause) {
      if (pipe.isAtEnd()) {
        complete();
      } else {
        fail(cause);
      }
    }

    /** Closes first: whoever sees the end of the stream finds the descriptor gone. */
    private void complete() {
      close();
      completeStage();
    }

    private void fail(Throwable cause) {
      close();
      failStage(cause);
    }

    private void close() {
      registration.close();
      pipe.close();
    }

    @Override
    public void postStop() {
      close();
      buffer.close();
    }
  }
}
