package io.executionplane.node.execution;

import io.executionplane.contracts.evidence.AttachPayload;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.node.attach.AttachOwners;
import io.executionplane.node.attach.AttachPermit;
import io.executionplane.node.attach.AttachedParty;
import io.executionplane.node.execution.Execution.CancelReply;
import io.executionplane.node.session.SessionOwners;
import io.executionplane.node.session.SessionReport;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** The executions of a node that is alone: one child per ref, started when it is first needed. */
public final class ExecutionRegistry extends AbstractBehavior<ExecutionRegistry.Command> {

  // --- What it can be told

  /** What it can be told. */
  public sealed interface Command {}

  /** From now on there is everything that executions need. */
  public record Open(ExecutionServices services) implements Command {}

  /** A command for an execution. */
  public record Deliver(ExecutionRef ref, Execution.Command command) implements Command {}

  /** The actor of an execution has nothing to do any more. */
  record Passivate(ExecutionRef ref) implements Command {}

  private record Ended(ExecutionRef ref) implements Command {}

  // --- What it is now

  /** Commands that wait for an actor that is just ending; beyond these they are not kept. */
  private static final int HELD_MAX = 256;

  private final ExecutionServices services;
  private final Map<ExecutionRef, ActorRef<Execution.Command>> alive = new HashMap<>();
  private final Map<ExecutionRef, Queue<Execution.Command>> ending = new HashMap<>();

  private ExecutionRegistry(ActorContext<Command> context, ExecutionServices services) {
    super(context);
    this.services = services;
  }

  /** Waits for {@link Open}; nobody can know it before. */
  public static Behavior<Command> create() {
    return Behaviors.receive(Command.class)
        .onMessage(
            Open.class,
            open -> Behaviors.setup(context -> new ExecutionRegistry(context, open.services())))
        .build();
  }

  /** How others reach executions through it. */
  public static Executions over(ActorRef<Command> registry) {
    return (ref, command) -> registry.tell(new Deliver(ref, command));
  }

  /** How lane sessions reach executions through it. */
  public static SessionOwners ownersOver(ActorRef<Command> registry, ActorRef<CancelReply> nobody) {
    var executions = over(registry);
    return new SessionOwners() {
      @Override
      public void report(ExecutionRef ref, SessionReport report) {
        executions.tell(ref, new Execution.LaneReported(report));
      }

      @Override
      public void cancel(ExecutionRef ref, String requestedBy) {
        executions.tell(ref, new Execution.Cancel(requestedBy, nobody));
      }
    };
  }

  /** How attachments reach executions through it. */
  public static AttachOwners attachOwnersOver(
      ActorRef<Command> registry, ActorRef<CancelReply> nobody) {
    var executions = over(registry);
    return new AttachOwners() {
      @Override
      public void attach(
          ExecutionRef ref, AttachPermit permit, AttachedParty party, ActorRef<Recorded> replyTo) {
        executions.tell(ref, new Execution.Attach(permit, party, replyTo));
      }

      @Override
      public void detach(ExecutionRef ref, AttachPayload end, ActorRef<EndRecorded> replyTo) {
        executions.tell(ref, new Execution.Detach(end, replyTo));
      }

      @Override
      public void cancel(ExecutionRef ref, String requestedBy) {
        executions.tell(ref, new Execution.Cancel(requestedBy, nobody));
      }
    };
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Deliver.class, this::deliver)
        .onMessage(Passivate.class, this::passivate)
        .onMessage(Ended.class, this::ended)
        .build();
  }

  private Behavior<Command> deliver(Deliver message) {
    var held = ending.get(message.ref());
    if (held == null) {
      alive.computeIfAbsent(message.ref(), this::start).tell(message.command());
    } else if (held.size() < HELD_MAX) {
      held.add(message.command());
    } else {
      getContext().getLog().warn("{}: a command was not kept", message.ref());
    }
    return this;
  }

  private ActorRef<Execution.Command> start(ExecutionRef ref) {
    var execution =
        getContext().spawn(Execution.create(ref, services, getContext().getSelf()), ref.text());
    getContext().watchWith(execution, new Ended(ref));
    return execution;
  }

  private Behavior<Command> passivate(Passivate message) {
    var execution = alive.get(message.ref());
    if (execution != null && ending.putIfAbsent(message.ref(), new ArrayDeque<>()) == null) {
      execution.tell(new Execution.StopNow());
    }
    return this;
  }

  private Behavior<Command> ended(Ended message) {
    alive.remove(message.ref());
    var held = ending.remove(message.ref());
    if (held != null) {
      held.forEach(command -> deliver(new Deliver(message.ref(), command)));
    }
    return this;
  }
}
