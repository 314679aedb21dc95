package io.executionplane.node.session;

import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.lanes.spi.ControlAnswer;
import io.executionplane.lanes.spi.CredentialHandle;
import io.executionplane.lanes.spi.EffectControl;
import io.executionplane.lanes.spi.LaneControl;
import io.executionplane.lanes.spi.LaneOutcome;
import io.executionplane.lanes.spi.LaneSignal;
import io.executionplane.lanes.spi.LaneStreams;
import io.executionplane.lanes.spi.Secret;
import io.executionplane.node.credential.CredentialContext;
import io.executionplane.node.credential.CredentialDesk;
import io.executionplane.node.redaction.Redactor;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;

/**
 * What comes before a lane begins: its credentials are fetched, and the redactor hears of them
 * first. Where one cannot be had, the lane never begins; where the effect is to be stopped
 * meanwhile, neither does it.
 */
final class Prelude {

  private static final Containment NOTHING_TO_HOLD =
      new Containment(Containment.Means.NONE, Optional.of(0));

  private final LaunchOrder order;
  private final LaneWork<?> work;
  private final Redactor redactor;
  private final LaneStreams streams;

  /** Decided once: by the credentials, or by a stop that comes before them. */
  private final CompletableFuture<Source<LaneSignal, LaneControl>> next = new CompletableFuture<>();

  private Prelude(LaunchOrder order, LaneWork<?> work, Redactor redactor, LaneStreams streams) {
    this.order = order;
    this.work = work;
    this.redactor = redactor;
    this.streams = streams;
  }

  /** The work of an order. A payload that names no credential is run at once. */
  static Source<LaneSignal, LaneControl> to(
      LaneWork<?> work,
      LaunchOrder order,
      CredentialDesk desk,
      Redactor redactor,
      LaneStreams streams) {
    return work.credentials().isEmpty()
        ? work.run(order, Map.of(), streams)
        : new Prelude(order, work, redactor, streams).source(desk);
  }

  private Source<LaneSignal, LaneControl> source(CredentialDesk desk) {
    desk.values(work.credentials(), context()).thenApply(this::begin).whenComplete(this::decide);
    return Source.completionStageSource(next).mapMaterializedValue(this::control);
  }

  private CredentialContext context() {
    return new CredentialContext(
        order.ref(), order.laneId(), order.operation(), order.targetId(), order.authority());
  }

  private Source<LaneSignal, LaneControl> begin(Map<CredentialHandle, Secret> secrets) {
    redactor.learn(secrets.values());
    return work.run(order, secrets, streams);
  }

  private void decide(
      @Nullable Source<LaneSignal, LaneControl> begun, @Nullable Throwable failure) {
    if (begun != null) {
      next.complete(begun);
    } else if (failure != null) {
      next.completeExceptionally(
          failure instanceof CompletionException && failure.getCause() != null
              ? failure.getCause()
              : failure);
    }
  }

  private LaneControl control(CompletionStage<LaneControl> begun) {
    return new LaneControl() {
      @Override
      public void stop(StopCause cause) {
        if (!next.complete(stoppedBefore())) {
          begun.thenAccept(control -> control.stop(cause));
        }
      }

      @Override
      public CompletionStage<ControlAnswer> control(EffectControl wish) {
        return next.isDone()
            ? begun
                .thenCompose(control -> control.control(wish))
                .exceptionally(neverBegan -> ControlAnswer.OVER)
            : CompletableFuture.completedStage(ControlAnswer.NOT_STARTED);
      }
    };
  }

  private static Source<LaneSignal, LaneControl> stoppedBefore() {
    var outcome = new LaneOutcome(false, true, JsonObject.empty(), NOTHING_TO_HOLD);
    return Source.<LaneSignal>single(new LaneSignal.Ended(outcome))
        .mapMaterializedValue(unused -> cause -> {});
  }
}
