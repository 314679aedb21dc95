package io.executionplane.node.metrics;

import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.EvidencePayload.AdmissionAccepted;
import io.executionplane.contracts.evidence.EvidencePayload.AdmissionRejected;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionStarted;
import io.executionplane.contracts.execution.ExecutionMetrics;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.node.admission.Capacity.Occupancy;
import io.executionplane.node.execution.RecordListener;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Counts and times what executions of a node record, from when it begins on. No label holds what a
 * caller chose but the lane: a label of many values would have as many time series.
 */
public final class PlaneMetrics implements RecordListener {

  private static final String NONE = "none";

  private final MeterRegistry registry;
  private final Function<ExecutionRef, CompletionStage<?>> anchored;
  private final Timer commits;
  private final Timer evidenceLag;
  private final AtomicBoolean lagIsMeasured = new AtomicBoolean();
  private final AtomicInteger running;
  private final AtomicInteger queued;

  /**
   * Begins.
   *
   * @param registry where the meters are
   * @param anchored completes when what is recorded of an execution so far is under a checkpoint
   */
  public PlaneMetrics(MeterRegistry registry, Function<ExecutionRef, CompletionStage<?>> anchored) {
    this.registry = registry;
    this.anchored = anchored;
    this.commits =
        timer("execution.plane.journal.commit", "From the wish to record events to their commit");
    this.evidenceLag =
        timer(
            "execution.plane.evidence.lag",
            "From a durable end to its signed checkpoint, one execution at a time");
    this.running =
        gauge("execution.plane.executions.running", "Executions that run: sessions of lanes");
    this.queued = gauge("execution.plane.executions.queued", "Executions that wait for their turn");
  }

  private Timer timer(String name, String description, String... tags) {
    return Timer.builder(name)
        .description(description)
        .tags(tags)
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofMillis(1))
        .maximumExpectedValue(Duration.ofHours(1))
        .register(registry);
  }

  private AtomicInteger gauge(String name, String description) {
    var value = new AtomicInteger();
    Gauge.builder(name, value, AtomicInteger::doubleValue)
        .description(description)
        .register(registry);
    return value;
  }

  /** How much of the node's room is in use, as it was found just now. */
  public void occupied(Occupancy occupancy) {
    running.set(occupancy.running());
    queued.set(occupancy.queued());
  }

  @Override
  public void recorded(ExecutionState after, List<RecordedEvent> events, Duration took) {
    commits.record(took);
    for (var event : events) {
      count(event.event().payload());
    }
    if (after.ended().isPresent()) {
      after.result().ifPresent(result -> ended(lane(after), result));
      measureLag(after.ref());
    }
  }

  private static String lane(ExecutionState state) {
    return state.subject().map(subject -> subject.laneId()).orElse(NONE);
  }

  private void count(EvidencePayload payload) {
    if (payload instanceof AdmissionAccepted) {
      admission("admitted", NONE);
    } else if (payload instanceof AdmissionRejected rejected) {
      admission("rejected", rejected.rejection().reason().name().toLowerCase(Locale.ROOT));
    } else if (payload instanceof ExecutionStarted) {
      registry.counter("execution.plane.executions.started").increment();
    }
  }

  private void admission(String verdict, String reason) {
    registry
        .counter("execution.plane.admissions", "verdict", verdict, "reason", reason)
        .increment();
  }

  private void ended(String lane, ExecutionResult result) {
    var status = result.status().name().toLowerCase(Locale.ROOT);
    registry.counter("execution.plane.executions", "lane", lane, "status", status).increment();
    result.metrics().ifPresent(metrics -> took(lane, metrics));
  }

  private void took(String lane, ExecutionMetrics metrics) {
    timer("execution.plane.run", "From the start of an effect to its end", "lane", lane)
        .record(metrics.runMicros(), TimeUnit.MICROSECONDS);
    timer("execution.plane.queue", "Waited for its turn", "lane", lane)
        .record(metrics.queueMicros().orElse(0L), TimeUnit.MICROSECONDS);
    registry
        .counter("execution.plane.output.bytes", "lane", lane)
        .increment((double) metrics.outputBytes());
  }

  /** One at a time: whoever asks hurries the log along. */
  private void measureLag(ExecutionRef ref) {
    if (lagIsMeasured.compareAndSet(false, true)) {
      var begun = System.nanoTime();
      anchored
          .apply(ref)
          .whenComplete(
              (done, failure) -> {
                lagIsMeasured.set(false);
                if (failure == null) {
                  evidenceLag.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
                }
              });
    }
  }
}
