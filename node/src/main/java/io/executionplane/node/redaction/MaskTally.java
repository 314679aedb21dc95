package io.executionplane.node.redaction;

import io.executionplane.contracts.evidence.FlowPayload.OutputMasked;
import io.executionplane.contracts.execution.StreamName;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** How often and how much was masked in one stream. Counted by the stream, read by its session. */
final class MaskTally {

  private final AtomicLong ranges = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  void beganRange() {
    ranges.incrementAndGet();
  }

  void masked(int count) {
    bytes.addAndGet(count);
  }

  /** What the record says of it; nothing if nothing was masked. */
  Optional<OutputMasked> event(StreamName stream) {
    return ranges.get() == 0
        ? Optional.empty()
        : Optional.of(new OutputMasked(stream, ranges.get(), bytes.get()));
  }
}
