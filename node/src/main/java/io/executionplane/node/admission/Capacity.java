package io.executionplane.node.admission;

import io.executionplane.contracts.execution.ExecutionRef;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * How many executions run on this node, and whether one more may.
 *
 * <p>Room is taken before an execution is admitted and given back when its actor ends, however it
 * ends: whoever forgets to give it back cannot keep it.
 */
public final class Capacity extends AbstractBehavior<Capacity.Command> {

  // --- What it can be told, and what it answers

  /** What it can be told. */
  public sealed interface Command {}

  /** Takes room for an execution; taking it twice counts once. */
  public record Take(ExecutionRef ref, ActorRef<?> holder, ActorRef<Answer> replyTo)
      implements Command {}

  /** Gives room back. */
  public record Give(ExecutionRef ref) implements Command {}

  /** Whether there was room. */
  public record Answer(boolean taken) {}

  // --- What it is now

  private final int runningMax;
  private final Map<ExecutionRef, ActorRef<?>> holders = new HashMap<>();

  private Capacity(ActorContext<Command> context, int runningMax) {
    super(context);
    this.runningMax = runningMax;
  }

  /** Room for at most {@code runningMax} executions at once; at least 1. */
  public static Behavior<Command> create(int runningMax) {
    return Behaviors.setup(context -> new Capacity(context, runningMax));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Take.class, this::take)
        .onMessage(Give.class, this::give)
        .build();
  }

  private Behavior<Command> take(Take command) {
    var taken = holders.containsKey(command.ref()) || holders.size() < runningMax;
    if (taken && holders.putIfAbsent(command.ref(), command.holder()) == null) {
      getContext().watchWith(command.holder(), new Give(command.ref()));
    }
    command.replyTo().tell(new Answer(taken));
    return this;
  }

  private Behavior<Command> give(Give command) {
    var holder = holders.remove(command.ref());
    if (holder != null) {
      getContext().unwatch(holder);
    }
    return this;
  }
}
