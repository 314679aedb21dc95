package io.executionplane.node.attach;

import io.executionplane.contracts.execution.ExecutionRef;
import java.util.HashSet;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** The attachments of this node. */
public final class AttachHost extends AbstractBehavior<AttachHost.Command> {

  // --- What it can be told

  /** What it can be told. */
  public sealed interface Command {}

  /** Somebody may attach. */
  public record Open(ExecutionRef ref, AttachPermit permit, ActorRef<AttachReply> replyTo)
      implements Command {}

  /** A grant was taken back: whoever is attached under it is cut off, and that is recorded. */
  public record Revoke(String issuer, String grantId, String by) implements Command {}

  private record SessionEnded(ActorRef<AttachSession.Command> session) implements Command {}

  // --- What it is now

  private final AttachServices services;
  private final Set<ActorRef<AttachSession.Command>> sessions = new HashSet<>();

  private AttachHost(ActorContext<Command> context, AttachServices services) {
    super(context);
    this.services = services;
  }

  /** A node to which nobody is attached. */
  public static Behavior<Command> create(AttachServices services) {
    return Behaviors.setup(context -> new AttachHost(context, services));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Open.class, this::open)
        .onMessage(Revoke.class, this::revoke)
        .onMessage(SessionEnded.class, this::sessionEnded)
        .build();
  }

  /** Looks again: it may have been taken back after it was judged, and before it is here. */
  private Behavior<Command> open(Open command) {
    if (isRevoked(command.permit())) {
      command.replyTo().tell(AttachReply.Refused.of(AttachDenial.ATTACH_GRANT_REVOKED));
    } else {
      var session = getContext().spawnAnonymous(AttachSession.create(command, services));
      getContext().watchWith(session, new SessionEnded(session));
      sessions.add(session);
    }
    return this;
  }

  private boolean isRevoked(AttachPermit permit) {
    return permit
        .grant()
        .filter(grant -> services.grants().isRevoked(grant.issuer(), grant.id()))
        .isPresent();
  }

  private Behavior<Command> revoke(Revoke command) {
    var message = new AttachSession.Revoke(command.issuer(), command.grantId(), command.by());
    sessions.forEach(session -> session.tell(message));
    return this;
  }

  private Behavior<Command> sessionEnded(SessionEnded message) {
    sessions.remove(message.session());
    return this;
  }
}
