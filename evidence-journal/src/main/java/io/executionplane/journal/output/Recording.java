package io.executionplane.journal.output;

import io.executionplane.contracts.evidence.EvidencePayload.OutputRecorded;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * What is to be recorded, and how.
 *
 * @param capture how much of it is stored
 * @param budget shared by the streams that it bounds together
 * @param clockMicros microseconds since the execution's streams were opened; must not go back
 * @param progress told after chunks became durable, in order, in the stream's own thread: must
 *     neither block nor throw. It hears of every write; whoever persists it conflates, keeping the
 *     first {@code from} and everything else of the latest
 * @param abandoned whether a failure of upstream means that the writer was gone and something else
 *     held the stream open; every other failure means that the rest is lost
 */
public record Recording(
    ExecutionRef ref,
    StreamName stream,
    CapturePolicy capture,
    OutputBudget budget,
    LongSupplier clockMicros,
    Consumer<OutputRecorded> progress,
    Predicate<Throwable> abandoned) {

  /** The same, with one more who is told after chunks became durable; under the same conditions. */
  public Recording telling(Consumer<OutputRecorded> another) {
    return new Recording(
        ref, stream, capture, budget, clockMicros, progress.andThen(another), abandoned);
  }
}
