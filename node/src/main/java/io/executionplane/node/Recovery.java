package io.executionplane.node;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.node.NodeGuardian.Doors;
import io.executionplane.node.execution.Execution;
import io.executionplane.node.execution.ExecutionRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * What an earlier node left unfinished. Each such execution is woken, finds out what became of its
 * effect, and records it, without waiting for anybody to ask.
 */
final class Recovery {

  /** Executions that are woken at the same time, so that a long list does not flood the journal. */
  private static final int AT_ONCE = 64;

  private static final Duration EACH_WITHIN = Duration.ofSeconds(30);

  private Recovery() {}

  /**
   * Begins at once; completes when every one of them knows how it stands, or has run into its time
   * limit.
   */
  static CompletionStage<Done> of(
      List<ExecutionRef> unfinished, Doors doors, ActorSystem<?> system) {
    return Source.from(unfinished)
        .mapAsyncUnordered(AT_ONCE, ref -> wake(ref, doors, system))
        .runWith(Sink.ignore(), system);
  }

  private static CompletionStage<Done> wake(ExecutionRef ref, Doors doors, ActorSystem<?> system) {
    return AskPattern.<ExecutionRegistry.Command, Execution.Awake>ask(
            doors.executions(),
            replyTo -> new ExecutionRegistry.Deliver(ref, new Execution.Wake(replyTo)),
            EACH_WITHIN,
            system.scheduler())
        .handle((awake, late) -> Done.getInstance());
  }
}
