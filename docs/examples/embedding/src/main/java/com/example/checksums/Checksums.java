package com.example.checksums;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessRun.StdinMode;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.journal.live.OutputFrame;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.journal.verify.VerificationReport;
import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.execution.SubmitReply;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.javadsl.StreamConverters;
import org.apache.pekko.util.ByteString;

/** Checksums as governed executions of {@code sha256sum}. Knows the plane, and nothing of HTTP. */
final class Checksums {

  /** Longest time of one command; the plane stops it then. */
  static final Duration TIME_MAX = Duration.ofMinutes(1);

  private static final String SUBJECT = "service:checksums";

  private final ExecutionPlane plane;
  private final SharedFiles files;

  Checksums(ExecutionPlane plane, SharedFiles files) {
    this.plane = plane;
    this.files = files;
  }

  /**
   * Has an order carried out. Answered once the verdict is recorded; the command may still run.
   *
   * @param key with which a caller may ask again without running anything twice
   */
  CompletionStage<SubmitReply> submit(ChecksumOrder order, Optional<String> key) {
    var wish =
        AdmissionRequest.of(
                ProcessRun.LANE_ID,
                ProcessRun.OPERATION,
                ProcessRun.CONTRACT.encodeObject(command(order)))
            .accepting(AttestationClass.LOCAL_PROCESS_WEAK)
            .constrainedBy(
                new RuntimeConstraint(RuntimeConstraint.TIMEOUT_MS, TIME_MAX.toMillis()));
    var named = key.map(wish::withRequestId).orElse(wish);
    // A grant for exactly this command, for one minute: the service acts on its own word.
    return plane.client().submit(plane.granted(named, SUBJECT));
  }

  private ProcessRun command(ChecksumOrder order) {
    var text = order.text().map(each -> each.getBytes(StandardCharsets.UTF_8));
    return new ProcessRun(
        "sha256sum",
        order.paths().stream().map(SharedFiles::argument).toList(),
        Optional.of(files.root().toString()),
        Map.of("LC_ALL", "C"),
        text.map(given -> StdinMode.BYTES),
        text.map(Bytes::copyOf),
        Optional.empty(),
        Optional.empty());
  }

  /** How it ended; fails with a {@code TimeoutException} if it has not by then. */
  CompletionStage<ExecutionResult> result(ExecutionRef ref, Duration within) {
    return plane.client().awaitResult(ref, within);
  }

  /** What a command that has succeeded found. */
  CompletionStage<List<Checksum>> found(ExecutionRef ref) {
    return plane
        .client()
        .output(ref, StreamName.STDOUT, 0)
        .runFold(ByteString.emptyByteString(), ByteString::concat, plane.system())
        .thenApply(said -> Checksum.of(said.utf8String()));
  }

  CompletionStage<ExecutionState> describe(ExecutionRef ref) {
    return plane.client().describe(ref);
  }

  CompletionStage<?> cancel(ExecutionRef ref) {
    return plane.client().cancel(ref, SUBJECT);
  }

  CompletionStage<VerificationReport> evidence(ExecutionRef ref) {
    return plane.client().evidence(ref);
  }

  /**
   * What a command says, from a byte on and while it runs. Reading slowly holds up nobody; a gap is
   * an {@code IOException}, so that no part passes for the whole. Closing it ends the reading.
   */
  InputStream output(ExecutionRef ref, long from) {
    return plane
        .client()
        .output(ref, StreamName.STDOUT, from, true)
        .map(Checksums::bytes)
        .runWith(StreamConverters.asInputStream(TIME_MAX.multipliedBy(2)), plane.system());
  }

  private static ByteString bytes(OutputFrame frame) {
    if (frame instanceof OutputFrame.Bytes read) {
      return read.bytes();
    }
    if (frame instanceof OutputFrame.End) {
      return ByteString.emptyByteString();
    }
    throw new IllegalStateException("what came before offset " + frame.end() + " is not there");
  }
}
