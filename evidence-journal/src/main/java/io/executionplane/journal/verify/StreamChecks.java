package io.executionplane.journal.verify;

import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.EvidencePayload.AdmissionAccepted;
import io.executionplane.contracts.evidence.EvidencePayload.AdmissionRejected;
import io.executionplane.contracts.evidence.EvidencePayload.OutputRecorded;
import io.executionplane.contracts.evidence.EvidencePayload.StreamClosed;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.json.Sha256;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The streams of one execution, each walked over once, in step with the events. */
final class StreamChecks {

  /** More streams than any execution has: each holds a chunk in memory. */
  private static final int STREAMS_MAX = 256;

  private final ExecutionRef ref;
  private final EvidenceSource source;
  private final Optional<List<ErasedChunks>> erased;
  private final Findings findings;
  private final Map<StreamName, StreamCheck> open = new TreeMap<>();
  private final Set<StreamName> known = new HashSet<>();
  private final RequestCheck request;

  StreamChecks(
      ExecutionRef ref,
      EvidenceSource source,
      Optional<List<ErasedChunks>> erased,
      Findings findings) {
    this.ref = ref;
    this.source = source;
    this.erased = erased;
    this.findings = findings;
    this.request = new RequestCheck(ref + " " + StreamName.REQUEST, findings);
  }

  /** Checks what an event says about streams, if it says anything. */
  void take(String eventPlace, EvidencePayload payload) {
    if (payload instanceof OutputRecorded claim && mayBeOpen(eventPlace, claim.stream())) {
      check(claim.stream()).recorded(eventPlace, claim);
    } else if (payload instanceof StreamClosed closed) {
      close(eventPlace, closed.record());
    } else if (payload instanceof AdmissionAccepted accepted) {
      closeRequest(eventPlace, accepted.request(), accepted.requestHash());
    } else if (payload instanceof AdmissionRejected rejected) {
      closeRequest(eventPlace, rejected.request(), rejected.requestHash());
    }
  }

  private void closeRequest(String eventPlace, StreamRecord record, Sha256 requestHash) {
    if (record.stream().equals(StreamName.REQUEST)) {
      request.finish(eventPlace, requestHash, close(eventPlace, record));
    } else {
      findings.failed(eventPlace, "names another stream as its request: " + record.stream());
    }
  }

  /**
   * @return whether every byte of it is here, and nothing is wrong with it
   */
  private boolean close(String eventPlace, StreamRecord record) {
    if (!mayBeOpen(eventPlace, record.stream())) {
      return false;
    }
    var isWhole = check(record.stream()).closed(eventPlace, record);
    open.remove(record.stream());
    return isWhole;
  }

  private boolean mayBeOpen(String eventPlace, StreamName stream) {
    if (known.contains(stream) && !open.containsKey(stream)) {
      findings.failed(eventPlace, "speaks of " + stream + ", which was closed before");
      return false;
    }
    if (!known.contains(stream) && known.size() == STREAMS_MAX) {
      findings.failed(eventPlace, "names more than " + STREAMS_MAX + " streams");
      return false;
    }
    return true;
  }

  private StreamCheck check(StreamName stream) {
    known.add(stream);
    return open.computeIfAbsent(
        stream,
        name -> {
          var place = ref + " " + name;
          var erasures = new ErasureCheck(name.text(), erased, findings);
          var chunks = source.chunks(ref, name.text());
          var walk = new ChunkWalk(place, chunks, erasures, taker(name), findings);
          return new StreamCheck(place, walk, findings);
        });
  }

  private Consumer<byte[]> taker(StreamName stream) {
    return stream.equals(StreamName.REQUEST) ? request::take : bytes -> {};
  }

  /**
   * Reports what no event covers.
   *
   * @param certain whether the record says that it is complete, so that nothing may be left over
   */
  void finish(boolean certain) {
    open.values().forEach(StreamCheck::leftOpen);
    for (var name : source.streams(ref)) {
      if (!isKnown(name)) {
        var place = ref + " " + name;
        if (certain) {
          findings.failed(place, "chunks are stored of it, but no event speaks of it");
        } else {
          findings.notChecked(place, "chunks are stored of it, but no event speaks of it yet");
        }
      }
    }
  }

  private boolean isKnown(String name) {
    return StreamName.isName(name) && known.contains(new StreamName(name));
  }
}
