package io.executionplane.benchmarks;

import io.executionplane.journal.anchor.AnchoredHead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;

/** Executions that run at once, each of which has begun. Closing ends them. */
record Scribes(List<ActorRef<Scribe.Command>> all) implements AutoCloseable {

  private static final Duration WITHIN = Duration.ofMinutes(2);

  /**
   * Opens so many.
   *
   * @param durable is told of each chain's head after each transaction
   */
  static Scribes open(ActorSystem<?> system, int count, Consumer<AnchoredHead> durable) {
    var scribes =
        new Scribes(
            IntStream.range(0, count)
                .mapToObj(i -> SampleEvents.of(UUID.randomUUID().toString()))
                .map(
                    events ->
                        system.systemActorOf(
                            Scribe.create(events, durable), events.ref().text(), Props.empty()))
                .toList());
    scribes.ask(Scribe.Open::new, WITHIN);
    return scribes;
  }

  /**
   * Has each of them write, one transaction after the other.
   *
   * @param events so many share a transaction
   * @return how long each transaction took, nanoseconds
   * @throws java.util.concurrent.CompletionException if one could not be stored
   */
  List<Long> write(int events, Duration time) {
    var until = System.nanoTime() + time.toNanos();
    var written =
        ask(
            (CompletableFuture<List<Long>> done) -> new Scribe.Write(events, until, done),
            WITHIN.plus(time));
    var latencies = new ArrayList<Long>();
    written.forEach(latencies::addAll);
    return latencies;
  }

  private <T> List<T> ask(Function<CompletableFuture<T>, Scribe.Command> command, Duration within) {
    var answers = new ArrayList<CompletableFuture<T>>();
    for (var scribe : all) {
      var answer = new CompletableFuture<T>();
      answers.add(answer);
      scribe.tell(command.apply(answer));
    }
    CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .orTimeout(within.toMillis(), TimeUnit.MILLISECONDS)
        .join();
    return answers.stream().map(CompletableFuture::join).toList();
  }

  @Override
  public void close() {
    all.forEach(scribe -> scribe.tell(new Scribe.Stop()));
  }
}
