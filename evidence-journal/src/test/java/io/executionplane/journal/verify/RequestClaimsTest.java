package io.executionplane.journal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.evidence.EvidencePayload.AdmissionRejected;
import io.executionplane.contracts.evidence.EvidenceSubject;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.Provenance;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.contracts.execution.RejectionReason;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.execution.StreamRecord.Ending;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.chain.ChainHead;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.merkle.MerkleTree;
import io.executionplane.journal.output.Chunk;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a record says about the request that it is of: a sound chain can say it wrongly. */
class RequestClaimsTest {

  private static final ExecutionRef REF = ExecutionRef.derive("default", "request-1");
  private static final RecordedRequest REQUEST = RecordedRequest.toRun("request-1", "printf");

  private final MemoryEvidence evidence = new MemoryEvidence();

  private VerificationReport report(RecordedRequest request) {
    return report("default", "request-1", request);
  }

  /** The report on a refused request, whose only event says these things. */
  private VerificationReport report(String tenant, String requestId, RecordedRequest request) {
    var subject =
        new EvidenceSubject(
            REF, "node-1", tenant, requestId, null, "process", null, null, null, null, null);
    var rejected =
        new AdmissionRejected(
            request.hash(),
            stored(request.text().getBytes(StandardCharsets.UTF_8)),
            Provenance.nodeAdmitted(),
            Optional.empty(),
            Rejection.of(RejectionReason.CAPACITY_EXHAUSTED, "the node is full"));
    var event = RecordedEvent.next(ChainHead.genesis(REF), subject, Payloads.NOON, rejected);
    evidence.events.add(new EventRow(1, event.canonical()));
    return verify(event.head());
  }

  private VerificationReport verify(ChainHead head) {
    return new ExecutionVerifier(evidence, ref -> List.of(head)).verify(REF);
  }

  private StreamRecord stored(byte[] content) {
    var leaves = new ArrayList<byte[]>();
    for (var from = 0; from < content.length; from += Chunk.BYTES_MAX) {
      var to = Math.min(content.length, from + Chunk.BYTES_MAX);
      var salt = ByteString.fromArray(new byte[Chunk.SALT_BYTES]);
      var bytes = ByteString.fromArray(Arrays.copyOfRange(content, from, to));
      var chunk = new Chunk(REF, StreamName.REQUEST, leaves.size(), from, 0, salt, bytes);
      evidence.add(chunk);
      leaves.add(chunk.commitment().hash());
    }
    return new StreamRecord(
        StreamName.REQUEST,
        content.length,
        content.length,
        leaves.size(),
        List.of(),
        Sha256.of(content),
        MerkleTree.root(leaves),
        Ending.EOF);
  }

  private static List<String> lines(List<Finding> findings) {
    return findings.stream().map(Finding::toString).toList();
  }

  @Test
  void holdsTheStoredRequestAgainstItsHash() {
    var report = report(REQUEST);

    assertThat(report.failed()).isEmpty();
    assertThat(report.notChecked()).isEmpty();
    assertThat(lines(report.checked()))
        .contains(REF + " request: has the request_hash in " + REF + " seq 1");
  }

  @Test
  void findsARequestThatIsNotTheOneWhoseHashWasRecorded() {
    var other = RecordedRequest.toRun("request-1", "rm");

    var report = report(new RecordedRequest(other.text(), REQUEST.hash()));

    assertThat(lines(report.failed()))
        .containsExactly(REF + " request: has not the request_hash in " + REF + " seq 1");
  }

  @Test
  void countsNoAuthorityInTheHash() {
    var text = REQUEST.text().replaceFirst("redacted:sha256:[0-9a-f]{64}", "another");

    assertThat(report(new RecordedRequest(text, REQUEST.hash())).failed()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{\"a\": 1}", "{\"b\":1,\"a\":1}", "{\"a\":1", "null", "\u0000"})
  void findsARequestThatIsNoObjectInCanonicalForm(String text) {
    var report = report(new RecordedRequest(text, Sha256.ofText(text)));

    assertThat(lines(report.failed()))
        .containsExactly(REF + " request: is not a JSON object in canonical form");
  }

  @Test
  void doesNotCheckTheHashOfARequestThatWasErased() {
    report(REQUEST);
    evidence.changeChunk(
        "request", 0, row -> new ChunkRow(0, 0, row.atMicros(), null, row.commitment(), null));

    var report = verify(RecordedEvent.read(evidence.events.get(0).bytes()).head());

    assertThat(report.failed()).isEmpty();
    assertThat(lines(report.notChecked()))
        .contains(
            REF
                + " request: the request_hash in "
                + REF
                + " seq 1: not all of the request is here and right");
  }

  @Test
  void doesNotKeepARequestThatIsLongerThanAnyDocument() {
    var text = "{\"a\":\"" + "x".repeat(Json.DOCUMENT_BYTES_MAX - 7) + "\"}";

    var report = report(new RecordedRequest(text, Sha256.ofText(text)));

    assertThat(text).hasSize(Json.DOCUMENT_BYTES_MAX + 1);
    assertThat(report.failed()).isEmpty();
    assertThat(lines(report.notChecked()))
        .containsExactly(
            REF
                + " request: the request_hash in "
                + REF
                + " seq 1: the request is longer than 8388608 bytes");
  }

  @Test
  void findsTenantAndRequestIdThatLeadToAnotherExecution() {
    var other = ExecutionRef.derive("default", "request-2");

    var report = report("default", "request-2", REQUEST);

    assertThat(lines(report.failed()))
        .containsExactly(REF + " seq 1: its tenant and request id lead to " + other);
  }

  @Test
  void findsTheSameRequestIdUnderTheNameOfAnotherTenant() {
    assertThat(lines(report("another", "request-1", REQUEST).failed()))
        .containsExactly(
            REF
                + " seq 1: its tenant and request id lead to "
                + ExecutionRef.derive("another", "request-1"));
  }
}
