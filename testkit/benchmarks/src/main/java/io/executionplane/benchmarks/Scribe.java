package io.executionplane.benchmarks;

import io.executionplane.journal.anchor.AnchoredHead;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.journal.store.JournalPlugin;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/**
 * What an execution is to the journal: an entity that writes down what happens next once what
 * happened before is durable.
 */
final class Scribe extends EventSourcedBehavior<Scribe.Command, RecordedEvent, ExecutionState> {

  /** What it can be told. */
  sealed interface Command {}

  /** Writes down that the execution has started. */
  record Open(CompletableFuture<Void> opened) implements Command {}

  /**
   * Writes events down, again and again.
   *
   * @param events so many share a transaction
   * @param untilNanos when no further transaction is begun
   * @param written how long each took, nanoseconds
   */
  record Write(int events, long untilNanos, CompletableFuture<List<Long>> written)
      implements Command {}

  /** Ends it. */
  record Stop() implements Command {}

  private final ActorContext<Command> context;
  private final SampleEvents events;
  private final Consumer<AnchoredHead> durable;
  private final List<Long> latencies = new ArrayList<>();
  private CompletableFuture<?> asked = new CompletableFuture<>();

  private Scribe(
      ActorContext<Command> context, SampleEvents events, Consumer<AnchoredHead> durable) {
    super(PersistenceId.ofUniqueId(PersistenceIds.of(events.ref())));
    this.context = context;
    this.events = events;
    this.durable = durable;
  }

  /**
   * A scribe with an execution of its own.
   *
   * @param durable is told of the chain's head after each transaction
   */
  static Behavior<Command> create(SampleEvents events, Consumer<AnchoredHead> durable) {
    return Behaviors.setup(context -> new Scribe(context, events, durable));
  }

  @Override
  public String journalPluginId() {
    return JournalPlugin.JOURNAL_ID;
  }

  @Override
  public String snapshotPluginId() {
    return JournalPlugin.NO_SNAPSHOTS_ID;
  }

  @Override
  public ExecutionState emptyState() {
    return ExecutionState.initial(events.ref());
  }

  @Override
  public CommandHandler<Command, RecordedEvent, ExecutionState> commandHandler() {
    return newCommandHandlerBuilder()
        .forAnyState()
        .onCommand(Open.class, this::open)
        .onCommand(Write.class, this::write)
        .onCommand(Stop.class, (state, stop) -> Effect().stop())
        .build();
  }

  private Effect<RecordedEvent, ExecutionState> open(ExecutionState state, Open command) {
    asked = command.opened();
    return Effect()
        .persist(events.opening())
        .thenRun(
            after -> {
              tell(after);
              command.opened().complete(null);
            });
  }

  private Effect<RecordedEvent, ExecutionState> write(ExecutionState state, Write command) {
    asked = command.written();
    var begun = System.nanoTime();
    return Effect()
        .persist(events.after(state.head(), command.events()))
        .thenRun(
            after -> {
              latencies.add(System.nanoTime() - begun);
              tell(after);
              goOn(command);
            });
  }

  private void goOn(Write command) {
    if (System.nanoTime() < command.untilNanos()) {
      context.getSelf().tell(command);
    } else {
      command.written().complete(List.copyOf(latencies));
      latencies.clear();
    }
  }

  private void tell(ExecutionState state) {
    durable.accept(new AnchoredHead(state.ref(), state.head(), state.ended().isPresent()));
  }

  @Override
  public EventHandler<ExecutionState, RecordedEvent> eventHandler() {
    return newEventHandlerBuilder().forAnyState().onAnyEvent(ExecutionState::apply);
  }

  /** An event that could not be stored stops an entity: whoever waits for it is told so. */
  @Override
  public SignalHandler<ExecutionState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(
            PostStop.class,
            (state, stopped) ->
                asked.completeExceptionally(
                    new IllegalStateException(state.ref() + ": its events were not stored")))
        .build();
  }
}
