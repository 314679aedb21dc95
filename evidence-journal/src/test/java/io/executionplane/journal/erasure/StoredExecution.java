package io.executionplane.journal.erasure;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.EvidencePayload.AdmissionAccepted;
import io.executionplane.contracts.evidence.EvidencePayload.AdmissionRejected;
import io.executionplane.contracts.evidence.EvidencePayload.StreamClosed;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.Provenance;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.contracts.execution.RejectionReason;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.execution.StreamRecord.Ending;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.merkle.CompactRange;
import io.executionplane.journal.output.Chunk;
import io.executionplane.journal.output.JdbcOutputStore;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.Rows;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.pekko.util.ByteString;

/** An execution with a request and, once it ran, as much output as is wanted, in a database. */
final class StoredExecution {

  private static final String REQUEST = "{\"command\":\"echo\"}";

  private final List<Chunk> chunks = new ArrayList<>();
  private History history;

  private StoredExecution(String requestId, Instant at) {
    this.history = History.of(requestId).from(at);
  }

  /** One that printed some chunks and ended like this. */
  static StoredExecution ended(String requestId, int chunks, EvidencePayload end) {
    return ended(requestId, Payloads.NOON, chunks, end);
  }

  static StoredExecution ended(String requestId, Instant at, int chunks, EvidencePayload end) {
    var execution = running(requestId, at, chunks);
    execution.history = execution.history.and(end);
    return execution;
  }

  /** One that has printed some chunks. */
  static StoredExecution running(String requestId, Instant at, int chunks) {
    var execution = new StoredExecution(requestId, at);
    var request = execution.stream(StreamName.REQUEST, List.of(REQUEST));
    var output = execution.stream(StreamName.STDOUT, lines("out ", chunks));
    var errors = execution.stream(StreamName.STDERR, lines("err ", 1));
    execution.history =
        execution
            .history
            .and(
                new AdmissionAccepted(
                    Sha256.ofText(REQUEST), request, Provenance.nodeAdmitted(), Optional.empty()))
            .and(Payloads.selected())
            .and(Payloads.started())
            .and(new StreamClosed(output))
            .and(new StreamClosed(errors));
    return execution;
  }

  static StoredExecution rejected(String requestId) {
    var execution = new StoredExecution(requestId, Payloads.NOON);
    var request = execution.stream(StreamName.REQUEST, List.of(REQUEST));
    execution.history =
        execution.history.and(
            new AdmissionRejected(
                Sha256.ofText(REQUEST),
                request,
                Provenance.nodeAdmitted(),
                Optional.empty(),
                Rejection.of(RejectionReason.CAPACITY_EXHAUSTED, "the node is full")));
    return execution;
  }

  private static List<String> lines(String text, int count) {
    return IntStream.range(0, count).mapToObj(i -> text + i).toList();
  }

  private StreamRecord stream(StreamName stream, List<String> texts) {
    var tree = new CompactRange();
    var digest = Sha256.digest();
    var offset = 0L;
    for (var index = 0; index < texts.size(); index++) {
      var bytes = texts.get(index).getBytes(StandardCharsets.UTF_8);
      var salt = new byte[Chunk.SALT_BYTES];
      Arrays.fill(salt, (byte) index);
      var chunk =
          new Chunk(
              history.ref(),
              stream,
              index,
              offset,
              index,
              ByteString.fromArray(salt),
              ByteString.fromArray(bytes));
      chunks.add(chunk);
      tree.append(chunk.commitment().hash());
      digest.update(bytes);
      offset = chunk.end();
    }
    return new StreamRecord(
        stream,
        offset,
        offset,
        texts.size(),
        List.of(),
        Sha256.ofHash(digest.digest()),
        tree.root(),
        Ending.EOF);
  }

  StoredExecution in(DataSource database) throws Exception {
    Rows.write(database, history);
    try (var store = JdbcOutputStore.start(database)) {
      store.append(chunks).toCompletableFuture().get(20, SECONDS);
    }
    return this;
  }

  ExecutionRef ref() {
    return history.ref();
  }

  /** The place of its last event. */
  long lastSeq() {
    return history.events().size();
  }
}
