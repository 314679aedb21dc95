package io.executionplane.node;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.evidence.log.NodeEntry.TargetChange;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.erasure.ContentErasure;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.store.StoreException;
import io.executionplane.node.admission.Capacity;
import io.executionplane.node.attach.AttachHost;
import io.executionplane.node.authority.GrantIssuer;
import io.executionplane.node.execution.RecordListener;
import io.executionplane.node.session.LaneHost;
import io.executionplane.node.target.TargetStanding;
import io.executionplane.node.target.Targets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/**
 * A node inside this JVM.
 *
 * <pre>{@code
 * try (var plane = ExecutionPlane.builder().dataDirectory(directory).start()) {
 *   var wish = AdmissionRequest.of("process", "run", payload).accepting("local-process-weak");
 *   var receipt = plane.client().submit(plane.granted(wish, "user:ada"));
 *   …
 * }
 * }</pre>
 *
 * <p>Closing it leaves no thread, process, descriptor or file lock behind. Executions that still
 * run are stopped; their end is recorded first.
 */
public final class ExecutionPlane implements AutoCloseable {

  private static final int TENANT_ID_MAX = 128;

  private final RunningNode node;

  ExecutionPlane(RunningNode node) {
    this.node = node;
  }

  /** Begins to describe a node. */
  public static ExecutionPlaneBuilder builder() {
    return new ExecutionPlaneBuilder();
  }

  /** Speaks to this node, for the tenant that the configuration names. */
  public RuntimeClient client() {
    return client(node.settings().tenantId());
  }

  /**
   * Speaks to this node for one of several tenants. Each has its own request ids, and its share of
   * the node's room; who may see what is for the host to decide.
   *
   * @param tenantId at most 128 characters, not blank; part of every ref of its executions, so it
   *     must never change
   */
  public RuntimeClient client(String tenantId) {
    if (tenantId.isBlank() || tenantId.length() > TENANT_ID_MAX) {
      throw new IllegalArgumentException("tenantId must have 1 to 128 characters, not all blank");
    }
    return node.client(tenantId);
  }

  /** Signs grants in the name of whoever owns the data directory; this node trusts them. */
  public GrantIssuer localIssuer() {
    return node.localIssuer();
  }

  /**
   * A request with a grant by whoever owns the data directory: for exactly this payload and the
   * attestation classes that the request accepts, and for one minute.
   *
   * @param subject to whom, for the record; for example {@code user:ada}
   */
  public AdmissionRequest granted(AdmissionRequest request, String subject) {
    return request.withAuthority(
        OwnerGrants.exactly(node.localIssuer(), audience(), subject, request));
  }

  /** The name for which grants must be meant. */
  public String audience() {
    return node.settings().audience();
  }

  /** The tenant of callers that name none. */
  public String tenantId() {
    return node.settings().tenantId();
  }

  /** The record, for reading and verifying. */
  public JournalStore journal() {
    return node.journal();
  }

  /**
   * Completes when everything recorded of an execution so far is in the log, under a signed
   * checkpoint. Fails if that is not known when the node closes.
   */
  public CompletionStage<Done> anchored(ExecutionRef ref) {
    return node.parts().anchoring().anchored(ref);
  }

  /** Destroys content of executions that are over, through the log of this node. Waits for it. */
  public ContentErasure erasure() {
    return node.parts().erasure();
  }

  /**
   * Completes, with the reason, if the node loses its store, which happens on PostgreSQL. By then
   * it admits nothing any more and has stopped what ran; the next start records that as lost. All
   * that is left to do is to close it.
   */
  public CompletionStage<StoreException> whenLost() {
    return node.lost();
  }

  /** Tells somebody of everything that is recorded here from now on, as long as the node lives. */
  public void onRecorded(RecordListener listener) {
    node.parts().listeners().add(listener);
  }

  public ActorSystem<?> system() {
    return node.system();
  }

  /** The targets of this node, as they were last measured. */
  public CompletionStage<Targets.Description> targets() {
    return AskPattern.ask(
        node.targets(),
        Targets.Describe::new,
        node.settings().askTimeout(),
        node.system().scheduler());
  }

  /**
   * Measures a target now, whenever it was measured last. What is found counts from then on.
   *
   * @return what was found; empty if there is no target of that name
   */
  public CompletionStage<Optional<Targets.Probed>> probeTarget(String targetId) {
    return AskPattern.<Targets.Command, Optional<Targets.Probed>>ask(
        node.targets(),
        replyTo -> new Targets.Probe(targetId, replyTo),
        node.settings().measuredWithin().plus(node.settings().askTimeout()),
        node.system().scheduler());
  }

  /**
   * Takes a target out of selection: nothing new runs there, what runs goes on. Recorded, and kept
   * over a restart, until {@link #resumeTarget}.
   *
   * @param by who wants it, for the record
   * @return how the target stands now; empty if there is none of that name
   */
  public CompletionStage<Optional<TargetStanding>> drainTarget(
      String targetId, String by, String reason) {
    return change(targetId, TargetChange.DRAINED, by, reason);
  }

  /** Takes a drained or revoked target back into selection. */
  public CompletionStage<Optional<TargetStanding>> resumeTarget(
      String targetId, String by, String reason) {
    return change(targetId, TargetChange.RESUMED, by, reason);
  }

  /** Takes a target out of selection, and has everything stopped that runs there. */
  public CompletionStage<Optional<TargetStanding>> revokeTarget(
      String targetId, String by, String reason) {
    return change(targetId, TargetChange.REVOKED, by, reason)
        .thenApply(
            standing -> {
              node.doors().laneHost().tell(new LaneHost.StopOnTarget(targetId, by));
              return standing;
            });
  }

  /**
   * Takes a grant back: when this returns it is refused ({@code authority_rejected}, {@code
   * revoked}), and everything that runs under it is asked to stop. What waits for its turn ends
   * when its turn comes. Whoever is attached under it is cut off. For ever: there is no way to give
   * it back.
   *
   * @param issuer who issued it
   * @param grantId its own id ({@code jti}); need not have been seen here
   * @param by who takes it back, for the record
   * @param reason why, for a person; not blank
   * @return completes once that is in the log, and so holds after a restart too; fails if that is
   *     not known when the node closes
   */
  public CompletionStage<Done> revokeGrant(
      String issuer, String grantId, String by, String reason) {
    var durable = node.parts().grants().revoke(issuer, grantId, by, reason);
    node.doors().laneHost().tell(new LaneHost.StopUnderGrant(issuer, grantId, by));
    node.doors().attachHost().tell(new AttachHost.Revoke(issuer, grantId, by));
    return durable;
  }

  private CompletionStage<Optional<TargetStanding>> change(
      String targetId, TargetChange change, String by, String reason) {
    return AskPattern.<Targets.Command, Targets.Changed>ask(
            node.targets(),
            replyTo -> new Targets.Change(targetId, change, by, reason, replyTo),
            node.settings().askTimeout(),
            node.system().scheduler())
        .thenApply(Targets.Changed::standing);
  }

  /** How much of the node's room is in use. */
  public CompletionStage<Capacity.Occupancy> occupancy() {
    return AskPattern.ask(
        node.doors().capacity(),
        Capacity.Describe::new,
        node.settings().askTimeout(),
        node.system().scheduler());
  }

  /** What this node can do, and what was measured. */
  public CompletionStage<NodeDescription> describe() {
    // Not on the actor's thread that answers: it waits for the database.
    return targets().thenApplyAsync(node::describe);
  }

  /**
   * Takes nothing new, and stops what runs. Whoever follows or waits still can, until this is
   * closed.
   *
   * @param within longest time until what runs has ended
   * @return completes when that is recorded; fails if it is late
   */
  public CompletionStage<Done> stopRunning(Duration within) {
    return node.stopped(within).thenApply(stopped -> Done.getInstance());
  }

  /** Stops what runs, records how it ended, and frees everything. Waits, for a bounded time. */
  @Override
  public void close() {
    node.close(Duration.ofSeconds(20));
  }
}
