package io.executionplane.lanes.spi;

import io.executionplane.contracts.target.TargetDescriptor;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * Measures one target. The only source of {@link TargetDescriptor}s: what a target claims of itself
 * is never routed on.
 *
 * <p>An implementation MUST attest a class only when it measured, now, what that class promises.
 */
public interface TargetVerifier {

  /** The verifier's name, for evidence. */
  String verifierId();

  /** The target that it measures. */
  String targetId();

  /**
   * Measures the target.
   *
   * @param now when the measurement counts from
   * @return the descriptor; fails, with a message fit for people, when the target does not measure
   *     up
   */
  CompletionStage<TargetDescriptor> verify(Instant now);
}
