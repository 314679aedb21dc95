package io.executionplane.benchmarks.decoding;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.json.Json;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reads an admission request of exactly 1 KiB: as a bare tree by the JSON library alone (the
 * limit), as a tree within the limits that hostile documents are held to, as a record, and only the
 * making of the record, which is where its rules are checked.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class AdmissionRequestDecoding {

  private static final int DOCUMENT_BYTES = 1024;
  private static final ObjectMapper LIBRARY = new ObjectMapper();

  private final byte[] document = document();
  private final JsonNode tree = Json.parse(document);
  private final AdmissionRequest request = AdmissionRequest.CONTRACT.decode(tree);

  private static byte[] document() {
    var start =
        """
        {"contract_version":1,"request_id":"nightly-17","lane_id":"process","operation":"run",\
        "acceptable_attestation":{"classes":["local-cgroup-contained","local-process-weak"]},\
        "sandbox_profile":{"profile_ref":"sandbox-profile://strict/3","bundle_hash":\
        "sha256:3f0a377ba0a4a460ecb616f6507ce0d8cfa3e704025d4fda3ed0c5ca05468728"},\
        "placement":{"surface_kind":"local_subprocess"},\
        "constraints":[{"name":"timeout_ms","value":30000},{"name":"network","value":"none"}],\
        "deadline_at":"2026-11-20T09:00:00Z",\
        "metadata":{"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","labels":{"job":"nightly"}},\
        "authority_ref":{"ref":"eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJtZSJ9.c2lnbmF0dXJl"},\
        "payload":{"command":"/usr/bin/make","argv":["-C","/srv/build","check"],"env":{"LANG":"C"},\
        "cwd":"/srv","stdin":"bytes","stdin_bytes":\"""";
    var end = "\"}}";
    var filler = DOCUMENT_BYTES - start.length() - end.length();
    return (start + "A".repeat(filler) + end).getBytes(UTF_8);
  }

  @Benchmark
  public JsonNode bareTree() throws IOException {
    return LIBRARY.readTree(document);
  }

  @Benchmark
  public JsonNode strictTree() {
    return Json.parse(document);
  }

  @Benchmark
  public AdmissionRequest record() {
    return AdmissionRequest.CONTRACT.decode(document);
  }

  @Benchmark
  public AdmissionRequest recordOfTree() {
    return AdmissionRequest.CONTRACT.decode(tree);
  }

  /** The rules of the outermost record; those of the records within were checked before. */
  @Benchmark
  public AdmissionRequest rulesOfTheRecord() {
    return request.withRequestId("nightly-17");
  }

  @Benchmark
  public byte[] canonical() {
    return AdmissionRequest.CONTRACT.canonical(request);
  }
}
