package io.executionplane.lanes.process.posix;

import com.sun.jna.Memory;
import io.executionplane.lanes.process.posix.Reactor.Registration;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.SinkShape;
import org.apache.pekko.stream.stage.AbstractGraphStageWithMaterializedValue;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A child's standard input, fed from a stream. What follows holds for a pipe; a terminal does not
 * tell its users that its other end was closed.
 *
 * <p>Upstream completion closes the pipe, which the child sees as end of file. A child that closes
 * its input early (as {@code head} does) has not failed: the stream is cancelled and the {@link
 * Delivery} says {@code closedByPeer}. This is noticed at once, even while upstream is silent.
 *
 * <p>Only a failing upstream or an error of the pipe fails the materialized value. The pipe then
 * stays open until {@link ChildProcess#discardPipes()}: the child must not take the break for the
 * end of its input and act on half of it. Can be run once.
 */
public final class PipeSink
    extends AbstractGraphStageWithMaterializedValue<
        SinkShape<ByteString>, CompletionStage<PipeSink.Delivery>> {

  private static final int BUFFER_BYTES_MIN = 4 * 1024;
  private static final int BUFFER_BYTES_MAX = 64 * 1024;

  /**
   * How the feeding of standard input ended.
   *
   * @param bytes how many bytes the pipe took; the child may have read fewer
   * @param closedByPeer whether the child closed its end before everything was written
   */
  public record Delivery(long bytes, boolean closedByPeer) {}

  private final Inlet<ByteString> in = Inlet.create("PipeSink.in");
  private final SinkShape<ByteString> shape = SinkShape.of(in);
  private final Reactor reactor;
  private final Descriptor pipe;

  PipeSink(Reactor reactor, Descriptor pipe) {
    this.reactor = reactor;
    this.pipe = pipe;
  }

  @Override
  public SinkShape<ByteString> shape() {
    return shape;
  }

  /**
   * Takes the pipe for this one stream.
   *
   * @throws IllegalStateException when it has been written or closed before
   */
  @Override
  public Pair<GraphStageLogic, CompletionStage<Delivery>> createLogicAndMaterializedValuePair(
      Attributes inheritedAttributes) {
    pipe.claim();
    var delivery = new CompletableFuture<Delivery>();
    return Pair.create(new Writing(delivery), delivery);
  }

  private final class Writing extends GraphStageLogic {

    private final AsyncCallback<Integer> ready = createAsyncCallback(this::onEvents);
    private final CompletableFuture<Delivery> delivery;
    private Memory buffer = new Memory(BUFFER_BYTES_MIN);
    private final Registration registration = reactor.register(pipe.fd(), ready::invoke);

    /** What upstream gave and the buffer does not hold yet. */
    private ByteString pending = ByteString.emptyByteString();

    private long bufferedFrom;
    private long bufferedTo;
    private long written;
    private boolean ended;
    private boolean closedByPeer;
    private @Nullable Throwable failure;

    Writing(CompletableFuture<Delivery> delivery) {
      super(shape);
      this.delivery = delivery;
      setHandler(
          in,
          new AbstractInHandler() {
            @Override
            public void onPush() {
              pending = grab(in);
              write();
            }

            @Override
            public void onUpstreamFinish() {
              if (allWritten()) { // Otherwise write() ends it with the last byte.
                end();
              }
            }

            @Override
            public void onUpstreamFailure(Throwable cause) {
              fail(cause);
            }
          });
    }

    @Override
    public void preStart() {
      setKeepGoing(true); // The end of upstream is not the end of what is still to be written.
      pullOrEnd();
    }

    private boolean allWritten() {
      return bufferedFrom == bufferedTo && pending.isEmpty();
    }

    private void onEvents(int events) {
      if (!allWritten()) {
        write(); // A hang-up shows as EPIPE.
      } else if ((events & (Libc.EPOLLERR | Libc.EPOLLHUP)) != 0) {
        peerClosed();
      } else {
        arm(0);
      }
    }

    private void write() {
      while (!allWritten()) {
        fillBuffer();
        var rest = bufferedTo - bufferedFrom;
        var count = Libc.write(pipe.fd(), buffer.share(bufferedFrom, rest), rest);
        if (count < 0) {
          waitOrEnd(Errno.last());
          return;
        }
        bufferedFrom += count;
        written += count;
      }
      pullOrEnd();
    }

    private void fillBuffer() {
      if (bufferedFrom == bufferedTo) {
        growFor(pending.size());
        bufferedFrom = 0;
        bufferedTo = pending.copyToBuffer(buffer.getByteBuffer(0, buffer.size()));
        pending = pending.drop((int) bufferedTo);
      }
    }

    private void growFor(int size) {
      if (size > buffer.size() && buffer.size() < BUFFER_BYTES_MAX) {
        buffer.close();
        buffer = new Memory(BUFFER_BYTES_MAX);
      }
    }

    private void waitOrEnd(int errno) {
      if (errno == Errno.EAGAIN || errno == Errno.EINTR) {
        arm(Libc.EPOLLOUT);
      } else if (errno == Errno.EPIPE || errno == Errno.EIO) {
        peerClosed();
      } else {
        fail(Errno.failure("write", errno));
      }
    }

    private void pullOrEnd() {
      if (isClosed(in)) {
        end();
      } else {
        arm(0);
        pull(in);
      }
    }

    /** Zero events: only an error or a hang-up is reported: its reader is gone. */
    private void arm(int events) {
      try {
        registration.arm(events);
      } catch (IOException refused) {
        fail(refused);
      }
    }

    private void peerClosed() {
      closedByPeer = true;
      end();
    }

    private void end() {
      ended = true;
      completeStage();
    }

    private void fail(Throwable cause) {
      failure = cause;
      failStage(cause);
    }

    @Override
    public void postStop() {
      registration.close();
      buffer.close();
      if (ended) {
        pipe.close();
        delivery.complete(new Delivery(written, closedByPeer));
      } else {
        leaveOpen();
      }
    }

    private void leaveOpen() {
      pipe.unclaim();
      delivery.completeExceptionally(
          failure != null ? failure : new IOException("stopped before the end of the input"));
    }
  }
}
