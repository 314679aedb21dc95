package io.executionplane.node.execution;

import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.node.execution.Execution.CancelReply;
import io.executionplane.node.execution.Execution.Submit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;

/** A request that is being judged, and everybody who waits for the verdict. */
final class Judging {

  /** Callers beyond these are not remembered: they have to ask again. */
  private static final int WAITING_MAX = 1024;

  private final Submit submitted;
  private final Sha256 fingerprint;
  private final long arrivedNanos;
  private final List<ActorRef<SubmitReply>> waiting = new ArrayList<>();
  private final List<ActorRef<CancelReply>> cancelling = new ArrayList<>();
  private Optional<String> cancelledBy = Optional.empty();

  Judging(Submit submitted, Sha256 fingerprint, long arrivedNanos) {
    this.submitted = submitted;
    this.fingerprint = fingerprint;
    this.arrivedNanos = arrivedNanos;
    waiting.add(submitted.replyTo());
  }

  Submit submitted() {
    return submitted;
  }

  Sha256 fingerprint() {
    return fingerprint;
  }

  /** Who wants it stopped before it has begun. */
  Optional<String> cancelledBy() {
    return cancelledBy;
  }

  long micros() {
    return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - arrivedNanos);
  }

  /**
   * The same request came again.
   *
   * @return false if it is another request
   */
  boolean alsoTell(ActorRef<SubmitReply> caller, Sha256 theirs) {
    if (!fingerprint.equals(theirs)) {
      return false;
    }
    if (waiting.size() < WAITING_MAX) {
      waiting.add(caller);
    }
    return true;
  }

  void cancel(String requestedBy, ActorRef<CancelReply> caller) {
    cancelledBy = cancelledBy.or(() -> Optional.of(requestedBy));
    if (cancelling.size() < WAITING_MAX) {
      cancelling.add(caller);
    }
  }

  void tell(SubmitReply reply) {
    var status =
        reply instanceof SubmitReply.Receipt receipt
            ? Optional.of(receipt.status())
            : Optional.<ExecutionStatus>empty();
    waiting.forEach(caller -> caller.tell(reply));
    cancelling.forEach(caller -> caller.tell(new CancelReply(status)));
  }
}
