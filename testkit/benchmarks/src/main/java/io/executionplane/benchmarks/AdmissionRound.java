package io.executionplane.benchmarks;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.execution.SubmitReply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * So many callers at once, each of whom submits the next request when the verdict of the last one
 * is durable. What is admitted waits for a turn that never comes, so no effect runs; once the round
 * is over all of it is cancelled, to make room for the next.
 *
 * @param plane one on which nothing more may run
 * @param callers how many
 */
record AdmissionRound(ExecutionPlane plane, AdmissionRequest request, int callers)
    implements Round {

  /** Fewer than may wait for one tenant: none may be turned away. */
  private static final int ADMITTED_MAX = 6_000;

  private static final int CANCELLED_AT_ONCE = 64;
  private static final Duration WITHIN = Duration.ofMinutes(2);

  @Override
  public Sample run(Duration time) throws InterruptedException {
    var admitted = new ConcurrentLinkedQueue<ExecutionRef>();
    var latencies = new ConcurrentLinkedQueue<Long>();
    var begun = System.nanoTime();
    var all =
        IntStream.range(0, callers)
            .mapToObj(i -> new Caller(begun + time.toNanos(), admitted, latencies).submitAll())
            .toArray(CompletableFuture[]::new);
    await(CompletableFuture.allOf(all));
    var sample = Sample.of(latencies, System.nanoTime() - begun, 1);
    cancel(List.copyOf(admitted));
    return sample;
  }

  private void cancel(List<ExecutionRef> admitted) {
    await(
        Source.from(admitted)
            .mapAsyncUnordered(
                CANCELLED_AT_ONCE, ref -> plane.client().cancel(ref, "the end of a round"))
            .runWith(Sink.ignore(), plane.system()));
  }

  private static void await(CompletionStage<?> stage) {
    stage.toCompletableFuture().orTimeout(WITHIN.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  /** One caller; for one request after the other, so in one thread at a time. */
  private final class Caller {

    private final long until;
    private final ConcurrentLinkedQueue<ExecutionRef> admitted;
    private final ConcurrentLinkedQueue<Long> latencies;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    Caller(
        long until,
        ConcurrentLinkedQueue<ExecutionRef> admitted,
        ConcurrentLinkedQueue<Long> latencies) {
      this.until = until;
      this.admitted = admitted;
      this.latencies = latencies;
    }

    CompletableFuture<Void> submitAll() {
      submitNext();
      return done;
    }

    private void submitNext() {
      var begun = System.nanoTime();
      if (begun >= until || latencies.size() >= ADMITTED_MAX) {
        done.complete(null);
        return;
      }
      plane
          .client()
          .submit(request)
          .whenComplete(
              (reply, failure) -> {
                if (failure != null || !waits(reply)) {
                  done.completeExceptionally(
                      new IllegalStateException("not admitted: " + reply, failure));
                } else {
                  latencies.add(System.nanoTime() - begun);
                  admitted.add(reply.ref());
                  submitNext();
                }
              });
    }

    private static boolean waits(SubmitReply reply) {
      return reply instanceof SubmitReply.Receipt receipt
          && receipt.status() == ExecutionStatus.ACCEPTED;
    }
  }
}
