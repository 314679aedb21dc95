package io.executionplane.testkit.acceptance;

import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.lanes.spi.TargetVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A target whose measurement is what a test says.
 *
 * @param measuredAs the name of the target that the descriptor names
 * @param attested the classes that it was measured to be; none means that it does not measure up
 */
record MeasuredTarget(String targetId, String laneId, String measuredAs, List<String> attested)
    implements TargetVerifier {

  static final String SURFACE = "in_memory";

  MeasuredTarget {
    attested = List.copyOf(attested);
  }

  MeasuredTarget(String targetId, String laneId, String... attested) {
    this(targetId, laneId, targetId, List.of(attested));
  }

  @Override
  public String verifierId() {
    return "verifier-of-" + targetId;
  }

  @Override
  public CompletionStage<TargetDescriptor> verify(Instant now) {
    return attested.isEmpty()
        ? CompletableFuture.failedStage(new IllegalStateException("it does not measure up"))
        : CompletableFuture.completedStage(
            new TargetDescriptor(
                measuredAs,
                laneId,
                SURFACE,
                verifierId(),
                attested,
                Sha256.of(),
                now,
                now.plus(Duration.ofHours(1))));
  }
}
