package io.executionplane.node;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.live.Readers;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.journal.store.JournalPlugin;
import io.executionplane.lanes.spi.ControlAnswer;
import io.executionplane.lanes.spi.EffectControl;
import io.executionplane.node.admission.AdmissionServices;
import io.executionplane.node.admission.Capacity;
import io.executionplane.node.admission.JudgingGate;
import io.executionplane.node.attach.AttachHost;
import io.executionplane.node.attach.AttachServices;
import io.executionplane.node.control.ControlDoor;
import io.executionplane.node.execution.Execution;
import io.executionplane.node.execution.ExecutionRegistry;
import io.executionplane.node.execution.ExecutionServices;
import io.executionplane.node.input.InputDoor;
import io.executionplane.node.session.LaneHost;
import io.executionplane.node.session.SessionServices;
import io.executionplane.node.target.Targets;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** All the wiring of a node: which actors there are, and who knows whom. */
final class NodeGuardian {

  /** What the guardian can be told. */
  sealed interface Command {}

  /** Asks for the doors through which clients enter. */
  record Enter(ActorRef<Doors> replyTo) implements Command {}

  /** The actors that clients speak to. */
  record Doors(
      ActorRef<ExecutionRegistry.Command> executions,
      ActorRef<LaneHost.Command> laneHost,
      ActorRef<Targets.Command> targets,
      ActorRef<Capacity.Command> capacity,
      ActorRef<AttachHost.Command> attachHost,
      AdmissionServices admission,
      Readers readers,
      InputDoor inputs,
      ControlDoor controls) {}

  /** Ends the node's actors. */
  record Close() implements Command {}

  private NodeGuardian() {}

  static Behavior<Command> create(NodeParts parts) {
    return Behaviors.setup(
        context -> {
          var doors = wire(context, parts);
          return Behaviors.receive(Command.class)
              .onMessage(
                  Enter.class,
                  enter -> {
                    enter.replyTo().tell(doors);
                    return Behaviors.same();
                  })
              .onMessage(Close.class, close -> Behaviors.stopped())
              .build();
        });
  }

  private static Doors wire(ActorContext<Command> context, NodeParts parts) {
    var settings = parts.settings();
    var notes = parts.notes();
    var capacity =
        context.spawn(
            Capacity.create(
                settings.capacity(),
                (tenant, count, budget, running, queued) -> {
                  var unused = notes.requestsShed(tenant, count, budget, running, queued);
                }),
            "capacity");
    var targets =
        context.spawn(
            Targets.create(
                parts.targetVerifiers(),
                parts.standings(),
                notes,
                settings.measuredWithin(),
                parts.clock()),
            "targets");
    var registry = context.spawn(ExecutionRegistry.create(), "executions");
    var sessions =
        new SessionServices(
            parts.lanes(),
            parts.simulations().lanes(),
            ExecutionRegistry.ownersOver(registry, context.getSystem().ignoreRef()),
            parts.outputs(),
            parts.salts(),
            parts.spoolDirectory(),
            parts.live().streams(),
            parts.live().audiences(),
            parts.live().inputs(),
            parts.credentials(),
            settings.session());
    var laneHost = context.spawn(LaneHost.create(sessions, targets, parts.grants()), "lane-host");
    var admission =
        new AdmissionServices(
            parts.authorityVerifiers(),
            parts.grants(),
            parts.directOwners(),
            parts.admittedLanes(),
            targets,
            capacity,
            new JudgingGate(settings.capacity()),
            parts.salts(),
            settings.limits(),
            settings.audience(),
            settings.factsWithin(),
            parts.clock());
    registry.tell(
        new ExecutionRegistry.Open(
            new ExecutionServices(
                settings.nodeId(),
                JournalPlugin.JOURNAL_ID,
                admission,
                laneHost,
                parts.live().attachments(),
                parts::recorded,
                settings.capacity().queuedWithin(),
                settings.forgetAfter(),
                parts.clock())));
    var states = states(context, settings, registry);
    var live = parts.live();
    var readers =
        new Readers(parts.journal(), parts.outputs(), live.streams(), live.wakeups(), states);
    var inputs =
        new InputDoor(
            live.inputs(),
            live.wakeups(),
            states,
            settings.session().inputOpensWithin(),
            context.getExecutionContext());
    var controls = new ControlDoor(effects(context, settings, laneHost), states);
    var attachments =
        new AttachServices(
            ExecutionRegistry.attachOwnersOver(registry, context.getSystem().ignoreRef()),
            (ref, stream, from) ->
                readers.output(ref, stream, from, true).via(live.audiences().readers(ref)),
            inputs::of,
            controls,
            parts.attachDesk().grants(),
            settings.attach(),
            parts.clock());
    var attachHost = context.spawn(AttachHost.create(attachments), "attach-host");
    return new Doors(
        registry, laneHost, targets, capacity, attachHost, admission, readers, inputs, controls);
  }

  /** The effects that run here. */
  private static BiFunction<ExecutionRef, EffectControl, CompletionStage<ControlAnswer>> effects(
      ActorContext<Command> context, NodeSettings settings, ActorRef<LaneHost.Command> laneHost) {
    var scheduler = context.getSystem().scheduler();
    return (ref, wish) ->
        AskPattern.ask(
            laneHost,
            replyTo -> new LaneHost.Control(ref, wish, replyTo),
            settings.askTimeout(),
            scheduler);
  }

  /** Where an execution stands, as far as it is durable. */
  private static Function<ExecutionRef, CompletionStage<ExecutionState>> states(
      ActorContext<Command> context,
      NodeSettings settings,
      ActorRef<ExecutionRegistry.Command> registry) {
    var scheduler = context.getSystem().scheduler();
    return ref ->
        AskPattern.ask(
            registry,
            replyTo -> new ExecutionRegistry.Deliver(ref, new Execution.Describe(replyTo)),
            settings.askTimeout(),
            scheduler);
  }
}
