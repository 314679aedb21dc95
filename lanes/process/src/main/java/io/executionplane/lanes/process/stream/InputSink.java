package io.executionplane.lanes.process.stream;

import io.executionplane.lanes.process.posix.PipeSink.Delivery;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
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
 * A remote command's standard input, fed from a stream, one element at a time: the next is asked
 * for when the channel has sent the last, which it does as the other side makes room. Can be run
 * once.
 *
 * <p>Upstream completion is end of file. A failing upstream fails the materialized value and sends
 * none: the command must not take the break for the end of its input. Where the channel does not
 * say when a command closes its input early, what it will not read waits until its end.
 */
public final class InputSink
    extends AbstractGraphStageWithMaterializedValue<
        SinkShape<ByteString>, CompletionStage<Delivery>> {

  private final Inlet<ByteString> in = Inlet.create("InputSink.in");
  private final SinkShape<ByteString> shape = SinkShape.of(in);
  private final InputChannel channel;
  private final CompletionStage<?> end;

  /**
   * Sends nothing yet.
   *
   * @param end completes, in whatever way, when the command has ended
   */
  public InputSink(InputChannel channel, CompletionStage<?> end) {
    this.channel = channel;
    this.end = end;
  }

  @Override
  public SinkShape<ByteString> shape() {
    return shape;
  }

  @Override
  public Pair<GraphStageLogic, CompletionStage<Delivery>> createLogicAndMaterializedValuePair(
      Attributes inheritedAttributes) {
    var delivery = new CompletableFuture<Delivery>();
    return Pair.create(new Writing(delivery), delivery);
  }

  private final class Writing extends GraphStageLogic {

    private final AsyncCallback<Integer> sent = createAsyncCallback(this::sent);
    private final AsyncCallback<Throwable> broken = createAsyncCallback(this::fail);
    private final AsyncCallback<InputChannel> over = createAsyncCallback(any -> over());
    private final CompletableFuture<Delivery> delivery;
    private boolean sending;
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
              send(grab(in));
            }

            @Override
            public void onUpstreamFinish() {
              if (!sending) { // Otherwise sent() ends it.
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
      setKeepGoing(true); // The end of upstream is not the end of what is still to be sent.
      end.whenComplete((exit, lost) -> over.invoke(channel));
      pull(in);
    }

    private void send(ByteString bytes) {
      sending = true;
      channel
          .send(bytes.toArray())
          .whenComplete(
              (done, cause) -> {
                if (cause == null) {
                  sent.invoke(bytes.size());
                } else if (Stream.of(cause, cause.getCause())
                    .anyMatch(InputClosed.class::isInstance)) {
                  over.invoke(channel);
                } else {
                  broken.invoke(cause);
                }
              });
    }

    private void sent(int bytes) {
      sending = false;
      written += bytes;
      if (isClosed(in)) {
        end();
      } else {
        pull(in);
      }
    }

    /** The command has ended: nobody reads any more. */
    private void over() {
      closedByPeer = sending || !isClosed(in);
      ended = true;
      completeStage();
    }

    private void end() {
      ended = true;
      channel.endInput();
      completeStage();
    }

    private void fail(Throwable cause) {
      failure = cause;
      failStage(cause);
    }

    @Override
    public void postStop() {
      if (ended) {
        delivery.complete(new Delivery(written, closedByPeer));
      } else {
        delivery.completeExceptionally(
            failure != null ? failure : new IOException("stopped before the end of the input"));
      }
    }
  }
}
