package io.executionplane.node;

import io.executionplane.contracts.lane.LanePayload;
import io.executionplane.journal.anchor.AnchoredHead;
import io.executionplane.journal.anchor.Anchoring;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.erasure.ContentErasure;
import io.executionplane.journal.output.OutputStore;
import io.executionplane.journal.output.SaltSource;
import io.executionplane.journal.read.JournalReader;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.journal.wake.Topic;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.lanes.spi.TargetVerifier;
import io.executionplane.node.attach.AttachDesk;
import io.executionplane.node.authority.AuthorityVerifiers;
import io.executionplane.node.authority.KeptGrants;
import io.executionplane.node.credential.CredentialDesk;
import io.executionplane.node.execution.RecordListener;
import io.executionplane.node.note.NodeNotes;
import io.executionplane.node.simulation.Simulations;
import io.executionplane.node.target.TargetStanding;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a node is made of before its actors start: declared once, frozen from then on. */
record NodeParts(
    NodeSettings settings,
    Map<String, Lane<? extends LanePayload>> lanes,
    Simulations simulations,
    List<TargetVerifier> targetVerifiers,
    Map<String, TargetStanding> standings,
    AuthorityVerifiers authorityVerifiers,
    KeptGrants grants,
    Set<String> directOwners,
    NodeNotes notes,
    OutputStore outputs,
    JournalReader journal,
    LiveParts live,
    AttachDesk attachDesk,
    CredentialDesk credentials,
    Anchoring anchoring,
    ContentErasure erasure,
    List<RecordListener> listeners,
    SaltSource salts,
    Path spoolDirectory,
    Clock clock) {

  NodeParts {
    lanes = Map.copyOf(lanes);
    targetVerifiers = List.copyOf(targetVerifiers);
    standings = Map.copyOf(standings);
    directOwners = Set.copyOf(directOwners);
  }

  /** Every lane that a request may name: those that are here, and those that are only simulated. */
  Map<String, Lane<? extends LanePayload>> admittedLanes() {
    var admitted = new HashMap<String, Lane<? extends LanePayload>>();
    simulations.lanes().values().forEach(lane -> admitted.put(lane.capabilities().laneId(), lane));
    admitted.putAll(lanes);
    return admitted;
  }

  /** Events of an execution have become durable: they are anchored soon, and may be read. */
  void recorded(ExecutionState after, List<RecordedEvent> events, Duration took) {
    anchoring.changed(new AnchoredHead(after.ref(), after.head(), after.ended().isPresent()));
    live.wakeups().ring(Topic.events(after.ref()));
    listeners.forEach(each -> each.recorded(after, events, took));
  }
}
