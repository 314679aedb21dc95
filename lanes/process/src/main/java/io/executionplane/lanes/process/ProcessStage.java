package io.executionplane.lanes.process;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessFact;
import io.executionplane.contracts.lane.process.ProcessFact.SignalSent;
import io.executionplane.contracts.lane.process.ProcessPayload;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessSessionOutput.EndedBy;
import io.executionplane.lanes.process.posix.SpawnFailed;
import io.executionplane.lanes.spi.ControlAnswer;
import io.executionplane.lanes.spi.EffectControl;
import io.executionplane.lanes.spi.LaneControl;
import io.executionplane.lanes.spi.LaneControl.StopCause;
import io.executionplane.lanes.spi.LaneFailure;
import io.executionplane.lanes.spi.LaneOrder;
import io.executionplane.lanes.spi.LaneOutcome;
import io.executionplane.lanes.spi.LaneSignal;
import io.executionplane.lanes.spi.LaneStreams;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.stage.AbstractGraphStageWithMaterializedValue;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.jspecify.annotations.Nullable;

/**
 * The life of one command as a stream of facts.
 *
 * <p>It begins with the first demand: the command is started and its streams are connected. From
 * then on three things are awaited, in any order: the command's end, the end and storage of each
 * output, and the cleaning up. Only when all three are there is it told that the command ended.
 *
 * <pre>
 * launching ─ launched ─▶ running ─ leader ended ─▶ cleaning up ─▶ waiting for output ─▶ over
 *                            │ stop, nobody reads a session any more:    (limited by a setting)
 *                            │       ask, grace, KILL ──▲
 *                            └ a stream broke: KILL ────┘
 * </pre>
 *
 * <p>Whatever ends the stage leaves by {@code postStop}, which ends the child and frees everything.
 */
final class ProcessStage
    extends AbstractGraphStageWithMaterializedValue<SourceShape<LaneSignal>, LaneControl> {

  /** How often it is looked whether what the leader left behind has ended within its grace. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  /** From this on nobody can add to what is to be told: the one who records it is behind. */
  private static final int UNSAID_MAX = 32;

  private enum Timer {
    GRACE_OVER,
    HEADLESS,
    LOOK_FOR_FOLLOWERS,
    OUTPUT_OVERDUE
  }

  private final Outlet<LaneSignal> out = Outlet.create("ProcessStage.out");
  private final SourceShape<LaneSignal> shape = SourceShape.of(out);
  private final Place place;
  private final ProcessLaneSettings settings;
  private final LaneOrder<ProcessRun> order;
  private final Conduct conduct;
  private final LaneStreams streams;

  ProcessStage(
      Place place,
      ProcessLaneSettings settings,
      LaneOrder<? extends ProcessPayload> order,
      LaneStreams streams) {
    this.place = place;
    this.settings = settings;
    this.conduct = Conduct.of(order.payload());
    this.order = order.with(conduct.command());
    this.streams = streams;
  }

  @Override
  public SourceShape<LaneSignal> shape() {
    return shape;
  }

  @Override
  public Pair<GraphStageLogic, LaneControl> createLogicAndMaterializedValuePair(
      Attributes inheritedAttributes) {
    var life = new Life();
    return Pair.create(life, life.hand());
  }

  private final class Life extends TimerGraphStageLogic {

    // What reaches it from other threads.
    private final AsyncCallback<StopCause> stop = createAsyncCallback(this::stop);
    private final AsyncCallback<Done> wished = createAsyncCallback(unused -> heedWishes());
    private final AsyncCallback<RunningCommand> launched = createAsyncCallback(this::launched);
    private final AsyncCallback<Throwable> notLaunched = createAsyncCallback(this::notLaunched);
    private final AsyncCallback<RunningCommand> leaderEnded =
        createAsyncCallback(this::leaderEnded);
    private final AsyncCallback<CommandEnd> finished = createAsyncCallback(this::finished);
    private final AsyncCallback<Throwable> lost = createAsyncCallback(this::lost);
    private final AsyncCallback<Wiring.Ended> streamEnded = createAsyncCallback(this::streamEnded);

    private final AsyncCallback<LaneFailure> lineTooLong =
        createAsyncCallback(cause -> broken(cause, SignalSent.Cause.OUTPUT_LIMIT));

    private final Optional<LineCount> lines = lines();
    private final Wiring wiring =
        new Wiring(streams, this::materializer, streamEnded::invoke, lines);
    private final Wishes wishes = new Wishes();
    private final Steering steering = new Steering(conduct.command(), wiring, this::say);
    private final Ladder ladder = Ladder.of(conduct.command(), settings.grace());
    private final Queue<LaneSignal> unsaid = new ArrayDeque<>();
    private @Nullable Launch launch;
    private @Nullable RunningCommand running;
    private @Nullable StopCause stopCause;

    /** For what it was asked to end before it had ended, if it was. */
    private SignalSent.@Nullable Cause askedFor;

    private boolean cleaningUp;
    private @Nullable CommandEnd end;
    private @Nullable RuntimeException failure;
    private boolean over;

    Life() {
      super(shape);
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              begin();
              speak();
            }
          });
    }

    private Optional<LineCount> lines() {
      var max = conduct.lineBytesMax();
      return max.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new LineCount(
                  max.getAsInt(), () -> lineTooLong.invoke(Failures.lineTooLong(max.getAsInt()))));
    }

    LaneControl hand() {
      return new LaneControl() {
        @Override
        public void stop(StopCause cause) {
          stop.invoke(cause);
        }

        @Override
        public CompletionStage<ControlAnswer> control(EffectControl wish) {
          return wishes.add(wish, () -> wished.invoke(Done.getInstance()));
        }
      };
    }

    // --- Launching

    private void begin() {
      if (launch == null) {
        var begun = new Launch(launched::invoke, notLaunched::invoke);
        launch = begun;
        place.start(order, begun);
      }
    }

    private void notLaunched(Throwable cause) {
      conclude(
          cause instanceof SpawnFailed known ? Failures.launch(known) : Failures.broken(cause));
    }

    private void launched(RunningCommand started) {
      running = started;
      say(started.launched());
      try {
        wiring.connect(started, conduct);
      } catch (RuntimeException cannotConnect) {
        broken(Failures.broken(cannotConnect));
      }
      started.ended().whenComplete((ended, closed) -> leaderEnded.invoke(started));
      conduct.headlessTimeout().ifPresent(within -> scheduleOnce(Timer.HEADLESS, within));
      if (stopCause != null) {
        askToEnd(started, ProcessFacts.cause(stopCause));
      }
    }

    // --- Steering it

    private void heedWishes() {
      wishes.answer(this::heed);
    }

    private ControlAnswer heed(EffectControl wish) {
      if (running == null) {
        return ControlAnswer.NOT_STARTED;
      } else if (cleaningUp) {
        return ControlAnswer.OVER;
      }
      return unsaid.size() < UNSAID_MAX ? steering.heed(wish, running) : ControlAnswer.BUSY;
    }

    // --- Asking it to end

    private void stop(StopCause cause) {
      if (stopCause == null) {
        stopCause = cause;
        if (running != null) {
          askToEnd(running, ProcessFacts.cause(cause));
        }
      }
    }

    private void askToEnd(RunningCommand command, SignalSent.Cause cause) {
      if (cleaningUp || askedFor != null || !command.isRunning()) {
        return;
      }
      if (!ladder.asks()) {
        askedFor = cause;
        kill(cause);
      } else if (command.signal(ladder.signal())) {
        command.signal(Signals.CONT); // A stopped command acts on nothing but KILL.
        askedFor = cause;
        say(ProcessFacts.sent(ladder.signal(), cause));
        scheduleOnce(Timer.GRACE_OVER, ladder.grace());
      }
    }

    /** It ends when nobody has read for as long as it may be alone; else it is looked at again. */
    private void endIfHeadless(RunningCommand command, Duration within) {
      var left = within.minus(streams.unreadFor());
      if (left.isNegative() || left.isZero()) {
        askToEnd(command, SignalSent.Cause.HEADLESS);
      } else {
        scheduleOnce(Timer.HEADLESS, left);
      }
    }

    private void kill(SignalSent.Cause cause) {
      if (running != null && !cleaningUp) {
        if (running.isRunning() || running.hasFollowers()) {
          say(ProcessFacts.sent(Signals.KILL, cause));
        }
        cleanUp(running);
      }
    }

    private void broken(RuntimeException cause) {
      broken(cause, ProcessFacts.cause(cause));
    }

    private void broken(RuntimeException cause, SignalSent.Cause killedFor) {
      if (failure == null) {
        failure = cause;
        kill(killedFor);
      }
    }

    // --- Seeing it end

    /** What it started may use the rest of the grace; if there is none, it is killed at once. */
    private void leaderEnded(RunningCommand command) {
      wiring.closeInput();
      if (isTimerActive(Timer.GRACE_OVER) && command.hasFollowers()) {
        scheduleOnce(Timer.LOOK_FOR_FOLLOWERS, LOOK_EVERY);
      } else {
        cleanUp(command);
      }
    }

    private void cleanUp(RunningCommand command) {
      if (!cleaningUp) {
        cleaningUp = true;
        cancelTimer(Timer.GRACE_OVER);
        command
            .finish()
            .thenAccept(finished::invoke)
            .whenComplete((done, unknown) -> tell(unknown));
        scheduleOnce(Timer.OUTPUT_OVERDUE, settings.outputAfterExit());
      }
    }

    private void tell(@Nullable Throwable unknown) {
      if (unknown != null) {
        lost.invoke(unknown);
      }
    }

    private void finished(CommandEnd known) {
      end = known;
      concludeWhenAllIsThere();
    }

    /** Nobody can know any more how it ended. */
    private void lost(Throwable cause) {
      conclude(failure == null ? Failures.broken(cause) : failure);
    }

    private void streamEnded(Wiring.Ended ended) {
      wiring.note(ended);
      ended.failure().filter(cause -> matters(ended.stream())).ifPresent(this::broken);
      concludeWhenAllIsThere();
    }

    /** Input that breaks off after the command has ended was not missed. */
    private boolean matters(StreamName stream) {
      return !stream.equals(StreamName.STDIN) || (running != null && running.isRunning());
    }

    private void concludeWhenAllIsThere() {
      if (end != null && !wiring.hasOpenOutputs() && !over) {
        if (failure == null) {
          ProcessFacts.ending(end).forEach(this::say);
          unsaid.add(new LaneSignal.Ended(outcome(end)));
        }
        conclude(failure);
      }
    }

    private LaneOutcome outcome(CommandEnd known) {
      lines.ifPresent(LineCount::end);
      var endedBy = askedFor == null ? EndedBy.EXIT : ProcessFacts.endedBy(askedFor);
      var stopped = endedBy == EndedBy.CALLER || endedBy == EndedBy.TIMEOUT;
      var result = conduct.result(known, endedBy, lines.map(LineCount::lines).orElse(0L));
      return ProcessFacts.outcome(known, stopped, result);
    }

    @Override
    public void onTimer(Object timer) {
      if (timer == Timer.OUTPUT_OVERDUE) {
        wiring.abandonOutputs();
      } else if (timer == Timer.GRACE_OVER) {
        kill(SignalSent.Cause.GRACE_OVER);
      } else if (running != null && timer == Timer.HEADLESS) {
        var alone = running;
        conduct.headlessTimeout().ifPresent(within -> endIfHeadless(alone, within));
      } else if (running != null) {
        leaderEnded(running);
      }
    }

    // --- Telling

    private void say(ProcessFact fact) {
      unsaid.add(new LaneSignal.Observed(fact));
      speak();
    }

    private void conclude(@Nullable RuntimeException cause) {
      failure = cause;
      over = true;
      speak();
    }

    private void speak() {
      if (isAvailable(out) && !unsaid.isEmpty()) {
        push(out, unsaid.remove());
      }
      if (over && unsaid.isEmpty()) {
        leave();
      }
    }

    private void leave() {
      if (failure == null) {
        completeStage();
      } else {
        failStage(failure);
      }
    }

    /** The one exit door. */
    @Override
    public void postStop() {
      wishes.close();
      wiring.cutOff();
      if (launch != null) {
        launch.abandon();
      }
    }
  }
}
