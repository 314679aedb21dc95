package io.executionplane.journal.verify;

import io.executionplane.contracts.evidence.EvidenceEvent;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionLost;
import io.executionplane.contracts.evidence.EvidencePayload.Terminal;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.CanonicalJson;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.journal.chain.ChainHead;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.merkle.MerkleTree;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.journal.state.IllegalHistoryException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks once over the events of one execution, and over its streams in step with them.
 *
 * <p>What an event says about streams is looked into only when the event after it (or nothing, if
 * it is the last) has not contradicted its hash. So a changed event is reported as such, and not as
 * a missing chunk.
 */
final class EventWalk {

  private final ExecutionRef ref;
  private final Findings findings;
  private final AnchorCheck anchors;
  private final StreamChecks streams;

  /** End of the chain so far; absent while nothing has been read. */
  private @Nullable ChainHead head;

  private @Nullable RecordedEvent unconfirmed;

  /** What the events so far add up to; absent once one of them is broken. */
  private @Nullable ExecutionState state;

  private long lastSeq;
  private long terminalSeq;
  private boolean lost;
  private long broken;

  EventWalk(
      ExecutionRef ref,
      EvidenceSource source,
      List<ChainHead> heads,
      Optional<List<ErasedChunks>> erased,
      Findings findings) {
    this.ref = ref;
    this.findings = findings;
    this.anchors = new AnchorCheck(ref, heads, findings);
    this.streams = new StreamChecks(ref, source, erased, findings);
    this.state = ExecutionState.initial(ref);
  }

  // --- Event by event

  void take(EventRow row) {
    var seq = row.sequenceNumber();
    if (seq <= lastSeq) {
      fail(seq, "is there although its place is taken");
      return;
    }
    var gap = seq > lastSeq + 1;
    if (gap) {
      reportMissing(lastSeq + 1, seq - 1);
    }
    var before = broken;
    var event = read(seq, row.bytes());
    if (event != null) {
      checkPlace(seq, event.event());
      checkLink(seq, event.event(), gap);
    }
    confirm();
    if (event != null) {
      checkEnd(seq, event.event());
      checkOrder(seq, event, before == broken);
    }
    head = headAfter(seq, row.bytes());
    lastSeq = seq;
    unconfirmed = event;
    if (!anchors.agree(head)) {
      fail(seq, "its hash is not the one that was kept of it");
      doubt();
    }
  }

  private void reportMissing(long from, long to) {
    fail(from, from == to ? "is missing" : "is missing, and so are all up to seq " + to);
  }

  private @Nullable RecordedEvent read(long seq, byte[] bytes) {
    if (bytes.length > EvidenceEvent.BYTES_MAX) {
      fail(seq, "is longer than " + EvidenceEvent.BYTES_MAX + " bytes");
      return null;
    }
    try {
      if (!Arrays.equals(CanonicalJson.bytes(Json.parse(bytes)), bytes)) {
        fail(seq, "is not in canonical form");
      }
      return RecordedEvent.read(bytes);
    } catch (MalformedJsonException malformed) {
      fail(seq, "is not JSON: " + malformed.getMessage());
    } catch (ContractViolationException violation) {
      fail(seq, "is not an event: " + violation.getMessage());
    } catch (IllegalArgumentException notCanonical) {
      fail(seq, "has no canonical form: " + notCanonical.getMessage());
    }
    return null;
  }

  private void checkPlace(long seq, EvidenceEvent event) {
    if (event.seq() != seq) {
      fail(seq, "says that it is seq " + event.seq());
    }
    if (!event.executionRef().equals(ref)) {
      fail(seq, "says that it belongs to " + event.executionRef());
    }
    var derived = ExecutionRef.derive(event.tenantId(), event.requestId());
    if (!derived.equals(ref)) {
      fail(seq, "its tenant and request id lead to " + derived);
    }
  }

  private void checkLink(long seq, EvidenceEvent event, boolean gap) {
    if (gap) {
      findings.notChecked(placeOf(seq), "prev: the event before it is missing");
    } else if (head == null && !event.prev().equals(ChainHead.genesis(ref).hash())) {
      fail(seq, "prev is not the beginning of this execution's chain");
    } else if (head != null && !event.prev().equals(head.hash())) {
      fail(seq, "prev does not match the hash of seq " + head.seq());
      doubt();
    }
  }

  /** Drops what the event before says: either it or the one that contradicts it is changed. */
  private void doubt() {
    if (unconfirmed != null) {
      findings.notChecked(
          placeOf(unconfirmed.event().seq()), "what it says about streams: its hash is in doubt");
      unconfirmed = null;
    }
  }

  private void confirm() {
    if (unconfirmed != null) {
      var event = unconfirmed.event();
      streams.take(placeOf(event.seq()), event.payload());
      unconfirmed = null;
    }
  }

  private void checkEnd(long seq, EvidenceEvent event) {
    if (terminalSeq > 0) {
      fail(seq, "follows the terminal event, seq " + terminalSeq);
    } else if (event.payload() instanceof Terminal terminal) {
      terminalSeq = seq;
      lost = terminal instanceof ExecutionLost;
    }
  }

  private void checkOrder(long seq, RecordedEvent event, boolean sound) {
    if (state == null) {
      return;
    }
    if (!sound || broken > 0) {
      findings.notChecked(placeOf(seq), "whether it and what follows could happen in this order");
      state = null;
      return;
    }
    try {
      state = state.apply(event);
    } catch (IllegalHistoryException impossible) {
      fail(seq, "cannot follow what happened before: " + impossible.getMessage());
      state = null;
    }
  }

  private static ChainHead headAfter(long seq, byte[] bytes) {
    // Of the head before, only the number counts: the link itself was checked above.
    return new ChainHead(seq - 1, MerkleTree.EMPTY_ROOT).after(bytes);
  }

  // --- After the last

  void finish() {
    confirm();
    if (lastSeq == 0) {
      findings.failed(ref.text(), "there is no event of it");
    } else if (broken == 0) {
      findings.checked(
          placeOf(1) + " to " + lastSeq,
          "events: canonical, numbered, linked, in a possible order");
    }
    anchors.finish(lastSeq);
    if (lastSeq > 0 && terminalSeq == 0) {
      findings.notChecked(ref.text(), "terminal event: the execution is still open");
    }
    streams.finish(terminalSeq > 0 && !lost);
  }

  Optional<ChainHead> head() {
    return Optional.ofNullable(head);
  }

  /** Where the walk has come to. */
  String place() {
    return lastSeq == 0 ? ref.text() : placeOf(lastSeq);
  }

  private String placeOf(long seq) {
    return ref + " seq " + seq;
  }

  private void fail(long seq, String sentence) {
    broken++;
    findings.failed(placeOf(seq), sentence);
  }
}
