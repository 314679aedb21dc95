package io.executionplane.lanes.process.stream;

import io.executionplane.lanes.process.posix.PipeReading;
import java.util.Optional;
import java.util.function.Consumer;
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
 * What a remote command puts out, as a stream. Takes from its {@link Inbox} on demand, so a reader
 * that takes nothing stops the command by way of the sender's window. Can be run once.
 */
public final class InboxSource
    extends AbstractGraphStageWithMaterializedValue<SourceShape<ByteString>, PipeReading> {

  private final Outlet<ByteString> out = Outlet.create("InboxSource.out");
  private final SourceShape<ByteString> shape = SourceShape.of(out);
  private final Inbox inbox;
  private final Optional<Consumer<RuntimeException>> lastCall;

  /** When it is to wait for no more, it gives what came by then. */
  public InboxSource(Inbox inbox) {
    this(inbox, Optional.empty());
  }

  /**
   * One whose sender knows what was written by when.
   *
   * @param lastCall asked to see to it that the inbox ends, with the failure that it is given if
   *     the stream is held open; called once or more, by any thread
   */
  public InboxSource(Inbox inbox, Consumer<RuntimeException> lastCall) {
    this(inbox, Optional.of(lastCall));
  }

  private InboxSource(Inbox inbox, Optional<Consumer<RuntimeException>> lastCall) {
    this.inbox = inbox;
    this.lastCall = lastCall;
  }

  @Override
  public SourceShape<ByteString> shape() {
    return shape;
  }

  /**
   * Takes the inbox for this one stream.
   *
   * @throws IllegalStateException when it has been read or closed before
   */
  @Override
  public Pair<GraphStageLogic, PipeReading> createLogicAndMaterializedValuePair(
      Attributes inheritedAttributes) {
    var reading = new Reading();
    inbox.claim(reading::wake);
    return Pair.create(reading, reading.hand());
  }

  private final class Reading extends GraphStageLogic {

    private final AsyncCallback<Inbox> something = createAsyncCallback(came -> read());
    private final AsyncCallback<RuntimeException> finish = createAsyncCallback(this::finish);
    private final AsyncCallback<RuntimeException> abort = createAsyncCallback(this::failStage);

    /** What to fail with when there is no end after {@link #allowance} bytes. */
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

    private void wake() {
      something.invoke(inbox);
    }

    private void read() {
      if (isAvailable(out)) {
        inbox.take().ifPresent(this::give);
      }
      endWhenAllIsTaken();
    }

    private void give(ByteString bytes) {
      allowance -= bytes.size();
      push(out, bytes);
    }

    private void endWhenAllIsTaken() {
      if (inbox.isAtEnd()) {
        inbox.failure().ifPresentOrElse(this::failStage, this::completeStage);
      } else if (allowance <= 0 && heldOpen != null) {
        failStage(heldOpen);
      }
    }

    private void finish(RuntimeException cause) {
      if (lastCall.isPresent()) {
        lastCall.get().accept(cause);
      } else {
        heldOpen = cause;
        allowance = inbox.size();
        endWhenAllIsTaken();
      }
    }

    @Override
    public void postStop() {
      inbox.discard();
    }
  }
}
