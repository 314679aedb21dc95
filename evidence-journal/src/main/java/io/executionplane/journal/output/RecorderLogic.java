package io.executionplane.journal.output;

import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.execution.StreamRecord.Ending;
import io.executionplane.contracts.execution.StreamRecord.Omission;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.output.StreamKeeper.Step;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.pekko.dispatch.Dispatchers;
import org.apache.pekko.stream.AbruptStageTerminationException;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One recording.
 *
 * <p>A byte moves in one direction: it is counted and hashed when it comes in, is kept (or need not
 * be), and then waits to be passed on. One {@link #advance} follows whatever happens, and decides
 * what can happen next. Once all is kept the record is completed; once all is passed on the stage
 * ends.
 */
final class RecorderLogic extends TimerGraphStageLogic {

  /** Most bytes inside of the stage, but for the last element. */
  private static final int HELD_BYTES_MAX = 4 * Chunk.BYTES_MAX;

  private final FlowShape<ByteString, ByteString> shape;
  private final Recording recording;
  private final CompletableFuture<StreamRecord> record;
  private final Patience patience;
  private final StreamKeeper keeper;
  private final AsyncCallback<StepEnd> stepEnds;
  private final MessageDigest digest = Sha256.digest();
  private final Queue<ByteString> ready = new ArrayDeque<>();
  private @Nullable Step step;
  private long stepSinceNanos;
  private long total;
  private long atMicros;
  private long held;
  private boolean readerGone;
  private boolean storeFailed;
  private @Nullable Ending ending;
  private @Nullable Throwable failure;

  RecorderLogic(
      FlowShape<ByteString, ByteString> shape,
      StreamRecorder recorder,
      Recording recording,
      CompletableFuture<StreamRecord> record) {
    super(shape);
    this.shape = shape;
    this.recording = recording;
    this.record = record;
    this.patience = recorder.patience();
    this.keeper = new StreamKeeper(recorder, recording, this::runBlocking);
    this.stepEnds = createAsyncCallback(this::stepEnded);
    setHandler(shape.in(), new Upstream());
    setHandler(shape.out(), new Reader());
  }

  /**
   * How a step ended.
   *
   * @param after what is left to do; absent if the step failed
   */
  private record StepEnd(@Nullable Supplier<List<ByteString>> after, @Nullable Throwable failure) {}

  /** What the timers are for. */
  private enum Timer {
    STEP_WATCH,
    OVERLOAD_PAUSE
  }

  @Override
  public void preStart() {
    setKeepGoing(true); // Both ports may be closed while there is still something to store.
    pull(shape.in());
  }

  // --- What is said to it

  private final class Upstream extends AbstractInHandler {

    @Override
    public void onPush() {
      receive(grab(shape.in()));
      advance();
    }

    @Override
    public void onUpstreamFinish() {
      ending = Ending.EOF;
      advance();
    }

    @Override
    public void onUpstreamFailure(Throwable cause) {
      ending = recording.abandoned().test(cause) ? Ending.ABANDONED : Ending.LOST;
      failure = cause;
      advance();
    }
  }

  private final class Reader extends AbstractOutHandler {

    @Override
    public void onPull() {
      advance();
    }

    @Override
    public void onDownstreamFinish(Throwable cause) {
      readerGone = true;
      advance();
    }
  }

  private void stepEnded(StepEnd end) {
    if (record.isDone()) {
      return; // It was given up before.
    }
    if (end.failure() instanceof OutputStoreOverloaded) {
      scheduleOnce(Timer.OVERLOAD_PAUSE, patience.overloadPause());
    } else if (end.after() == null) {
      storingFailed(Objects.requireNonNull(end.failure()));
    } else {
      step = null;
      ready.addAll(end.after().get());
    }
    advance();
  }

  @Override
  public void onTimer(Object timer) {
    if (step == null || record.isDone()) {
      return;
    }
    if (System.nanoTime() - stepSinceNanos > patience.stepMax().toNanos()) {
      storingFailed(new TimeoutException("storing took longer than " + patience.stepMax()));
      advance();
    } else if (timer == Timer.STEP_WATCH) {
      scheduleOnce(Timer.STEP_WATCH, patience.watchInterval());
    } else {
      start(step);
    }
  }

  // --- In

  private void receive(ByteString element) {
    var accepted = recording.budget().take(element.size());
    if (accepted == element.size()) {
      accept(element);
    } else {
      accept(element.take(accepted));
      stop(Ending.LIMIT, new OutputBudgetExceeded(recording.budget().bytesMax()));
    }
  }

  private void accept(ByteString bytes) {
    var content = bytes.toArrayUnsafe(); // Not copied if it is whole, as what pipes give is.
    digest.update(content);
    atMicros = Math.max(atMicros, recording.clockMicros().getAsLong());
    total += content.length;
    held += content.length;
    if (keeper.keepsAnything()) {
      keeper.add(content, atMicros);
    } else if (content.length > 0) {
      ready.add(bytes);
    }
  }

  private void storingFailed(Throwable cause) {
    storeFailed = true;
    step = null;
    stop(Ending.LOST, cause);
    complete(Ending.LOST);
  }

  private void stop(Ending how, Throwable cause) {
    ending = how;
    failure = cause;
    cancel(shape.in(), cause);
  }

  // --- On

  private void advance() {
    passOn();
    if (step == null && !record.isDone()) {
      nextStep();
    }
    if (record.isDone() && ready.isEmpty()) {
      end();
    } else if (ending == null && held < HELD_BYTES_MAX && !hasBeenPulled(shape.in())) {
      pull(shape.in());
    }
  }

  private void passOn() {
    if (readerGone) {
      ready.forEach(bytes -> held -= bytes.size());
      ready.clear();
    } else if (!ready.isEmpty() && isAvailable(shape.out())) {
      var bytes = ready.remove();
      held -= bytes.size();
      push(shape.out(), bytes);
    }
  }

  private void nextStep() {
    step = keeper.next(ending != null);
    if (step != null) {
      stepSinceNanos = System.nanoTime();
      start(step);
      if (!isTimerActive(Timer.STEP_WATCH)) {
        scheduleOnce(Timer.STEP_WATCH, patience.watchInterval());
      }
    } else if (ending != null) {
      complete(ending);
    }
  }

  private void start(Step begun) {
    started(begun)
        .whenComplete((after, cause) -> stepEnds.invoke(new StepEnd(after, unwrapped(cause))));
  }

  private static CompletionStage<Supplier<List<ByteString>>> started(Step begun) {
    try {
      return begun.start();
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private void runBlocking(Runnable task) {
    materializer()
        .system()
        .dispatchers()
        .lookup(Dispatchers.DefaultBlockingDispatcherId())
        .execute(task);
  }

  // --- Out

  private void complete(Ending how) {
    var sha256 = Sha256.ofHash(digest.digest());
    keeper.closeToFollowers();
    record.complete(keeper.record(total, sha256, how, whyNotStored()));
  }

  private Omission.Reason whyNotStored() {
    if (storeFailed) {
      return Omission.Reason.STORE_FAILED;
    }
    return recording.capture().mode() == CapturePolicy.Mode.FULL
        ? Omission.Reason.CAPTURE_LIMIT
        : Omission.Reason.CAPTURE_POLICY;
  }

  private void end() {
    if (failure == null) {
      completeStage();
    } else {
      failStage(failure);
    }
  }

  @Override
  public void postStop() {
    // Does nothing if all went its way: then the record is complete.
    record.completeExceptionally(new AbruptStageTerminationException(this));
    keeper.closeToFollowers();
    try {
      runBlocking(keeper::close);
    } catch (RejectedExecutionException shuttingDown) {
      keeper.close();
    }
  }
}
