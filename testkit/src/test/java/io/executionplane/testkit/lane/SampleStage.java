package io.executionplane.testkit.lane;

import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.execution.Containment.Means;
import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.lanes.spi.LaneControl;
import io.executionplane.lanes.spi.LaneControl.StopCause;
import io.executionplane.lanes.spi.LaneFailure;
import io.executionplane.lanes.spi.LaneOutcome;
import io.executionplane.lanes.spi.LaneSignal;
import io.executionplane.lanes.spi.LaneStreams;
import io.executionplane.lanes.spi.StreamAbandoned;
import io.executionplane.testkit.lane.SampleOrder.Act;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.stage.AbstractGraphStageWithMaterializedValue;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.apache.pekko.util.ByteString;

/** The life of one sample effect: it begins, puts out bytes, and is over once they are stored. */
final class SampleStage
    extends AbstractGraphStageWithMaterializedValue<SourceShape<LaneSignal>, LaneControl> {

  private static final Duration GRACE = Duration.ofMillis(50);
  private static final ByteString FLOOD = ByteString.fromString("y\n".repeat(512));

  private final Outlet<LaneSignal> out = Outlet.create("sample.out");
  private final SourceShape<LaneSignal> shape = SourceShape.of(out);
  private final SampleEffects effects;
  private final SampleOrder order;
  private final LaneStreams streams;

  SampleStage(SampleEffects effects, SampleOrder order, LaneStreams streams) {
    this.effects = effects;
    this.order = order;
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
    return Pair.create(life, life.stop::invoke);
  }

  private final class Life extends TimerGraphStageLogic {

    private final AsyncCallback<StopCause> stop = createAsyncCallback(this::stop);
    private final AsyncCallback<Optional<Throwable>> stored = createAsyncCallback(this::stored);
    private boolean stopped;
    private boolean alive;
    private UniqueKillSwitch output;

    Life() {
      super(shape);
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {}
          });
    }

    @Override
    public void preStart() {
      if (order.act() == Act.UNLAUNCHABLE) {
        failStage(new LaneFailure(FailureClass.LAUNCH_FAILED, "unwilling", "it will not begin"));
        return;
      }
      alive = true;
      effects.alive.incrementAndGet();
      say(SampleFact.begun());
      putOut();
    }

    private void putOut() {
      var running =
          bytes()
              .viaMat(KillSwitches.single(), Keep.right())
              .toMat(streams.output(StreamName.STDOUT), Keep.both())
              .run(materializer());
      output = running.first();
      running.second().whenComplete((done, cause) -> stored.invoke(Optional.ofNullable(cause)));
      if (order.act() == Act.HELD_OPEN) {
        die();
        scheduleOnce("abandon", GRACE);
      }
    }

    private Source<ByteString, NotUsed> bytes() {
      return switch (order.act()) {
        case FLOOD -> Source.repeat(FLOOD).map(this::counted);
        case ECHO -> streams.input(StreamName.STDIN);
        case HANG, DEAF, HELD_OPEN -> Source.single(SampleOrder.LINES).concat(Source.never());
        case SPEAK, FAIL, UNLAUNCHABLE -> Source.single(SampleOrder.LINES);
      };
    }

    private ByteString counted(ByteString bytes) {
      effects.putOut.addAndGet(bytes.size());
      return bytes;
    }

    private void stop(StopCause cause) {
      if (!stopped && alive) {
        stopped = true;
        say(SampleFact.asked(cause));
        if (order.act() == Act.DEAF) {
          scheduleOnce("kill", GRACE);
        } else {
          kill();
        }
      }
    }

    @Override
    public void onTimer(Object timer) {
      if (timer.equals("abandon")) {
        output.abort(new StreamAbandoned());
      } else {
        kill();
      }
    }

    private void kill() {
      die();
      output.shutdown();
    }

    private void die() {
      if (alive) {
        alive = false;
        effects.alive.decrementAndGet();
      }
    }

    private void stored(Optional<Throwable> failure) {
      die();
      if (failure.isPresent()) {
        failStage(unwrap(failure.get()));
      } else {
        say(SampleFact.over());
        emit(out, new LaneSignal.Ended(outcome()));
        complete(out);
      }
    }

    private LaneOutcome outcome() {
      return new LaneOutcome(
          !stopped && order.act() != Act.FAIL,
          stopped,
          JsonObject.empty(),
          new Containment(Means.NONE, Optional.empty()));
    }

    private void say(SampleFact fact) {
      emit(out, new LaneSignal.Observed(fact));
    }

    @Override
    public void postStop() {
      die();
      if (output != null) {
        output.abort(new LaneFailure(FailureClass.TRANSPORT_FAILED, "cut_off", "it was cut off"));
      }
    }
  }

  private static Throwable unwrap(Throwable cause) {
    return cause instanceof CompletionException && cause.getCause() != null
        ? cause.getCause()
        : cause;
  }
}
