package io.executionplane.node.admission;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.node.authority.AuthorityGrant;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one execution may take: the smallest of what the request, the grant, the deadline and the
 * node allow.
 */
public record EffectiveLimits(Duration wallClock, long outputBytesMax, long captureBytesMax) {

  static EffectiveLimits of(
      AdmissionRequest request, Optional<AuthorityGrant> grant, NodeLimits limits, Instant now) {
    return new EffectiveLimits(
        wallClock(request, grant, limits, now),
        outputBytes(request, grant, limits),
        constraint(request, RuntimeConstraint.CAPTURE_BYTES_MAX)
            .map(asked -> Math.min(asked, limits.captureBytesMax()))
            .orElse(limits.captureBytesMax()));
  }

  private static Duration wallClock(
      AdmissionRequest request, Optional<AuthorityGrant> grant, NodeLimits limits, Instant now) {
    var asked =
        constraint(request, RuntimeConstraint.TIMEOUT_MS)
            .map(Duration::ofMillis)
            .orElse(limits.wallClockDefault());
    var granted = grant.flatMap(AuthorityGrant::wallClockMax);
    var left = request.deadlineAt().map(deadline -> Duration.between(now, deadline));
    return Stream.concat(Stream.of(asked), Stream.concat(granted.stream(), left.stream()))
        .min(Duration::compareTo)
        .orElse(asked);
  }

  private static long outputBytes(
      AdmissionRequest request, Optional<AuthorityGrant> grant, NodeLimits limits) {
    var asked =
        constraint(request, RuntimeConstraint.OUTPUT_BYTES_MAX).orElse(limits.outputBytesMax());
    var granted = grant.flatMap(AuthorityGrant::outputBytesMax).orElse(limits.outputBytesMax());
    return Math.min(limits.outputBytesMax(), Math.min(asked, granted));
  }

  /** The same limits where a deadline has come closer meanwhile; at least a millisecond is left. */
  public EffectiveLimits until(Optional<Instant> deadlineAt, Instant now) {
    var left = deadlineAt.map(deadline -> Duration.between(now, deadline));
    return left.filter(each -> each.compareTo(wallClock) < 0)
        .map(each -> each.toMillis() < 1 ? Duration.ofMillis(1) : each)
        .map(each -> new EffectiveLimits(each, outputBytesMax, captureBytesMax))
        .orElse(this);
  }

  static Optional<Long> constraint(AdmissionRequest request, String name) {
    return request.constraints().stream()
        .filter(constraint -> constraint.name().equals(name))
        .flatMap(constraint -> constraint.number().stream())
        .findFirst();
  }
}
