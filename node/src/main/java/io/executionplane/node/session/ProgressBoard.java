package io.executionplane.node.session;

import io.executionplane.contracts.evidence.EvidencePayload.OutputRecorded;
import io.executionplane.contracts.execution.StreamName;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far each stream is stored. Streams write here as often as they like; the session reads now
 * and then, and gets one entry per stream however much happened.
 */
final class ProgressBoard {

  private final Map<StreamName, OutputRecorded> latest = new ConcurrentHashMap<>();

  /** Called from the streams. */
  void post(OutputRecorded progress) {
    latest.merge(
        progress.stream(),
        progress,
        (earlier, later) ->
            new OutputRecorded(
                later.stream(), earlier.from(), later.to(), later.chunkCount(), later.root()));
  }

  /** What is new since the last call. */
  List<OutputRecorded> take() {
    return latest.keySet().stream().sorted().map(latest::remove).filter(p -> p != null).toList();
  }

  /** Forgets a stream whose end says more. */
  void remove(StreamName stream) {
    latest.remove(stream);
  }
}
