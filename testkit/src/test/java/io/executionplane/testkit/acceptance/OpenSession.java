package io.executionplane.testkit.acceptance;

import static io.executionplane.testkit.acceptance.RunningPlane.get;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessSession;
import io.executionplane.contracts.lane.process.ProcessSessionOutput;
import io.executionplane.journal.live.LineFrame;
import io.executionplane.journal.live.OutputFrame;
import io.executionplane.lanes.spi.EffectControl;
import io.executionplane.node.control.ControlReply;
import io.executionplane.node.input.ExecutionInput;
import io.executionplane.node.input.InputReply;
import io.executionplane.node.session.Foreground;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;

/** A session of the process lane in a whole plane, as one who talks to its command has it. */
record OpenSession(RunningPlane running, ExecutionRef ref) {

  static final String WHO = "user:ada";

  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final int LINE_BYTES_MAX = 16 * 1024 * 1024;

  /**
   * Begins a session with a script of the shell.
   *
   * @param properties of the session, as in its document; without braces
   */
  static OpenSession begin(RunningPlane running, String script, String properties) {
    return begin(running, script, properties, Foreground.none());
  }

  static OpenSession begin(
      RunningPlane running, String script, String properties, Foreground foreground) {
    var request = request(running, payload(ProcessRun.of("/bin/sh", "-c", script), properties));
    return new OpenSession(running, get(running.client().submit(request, foreground)).ref());
  }

  static AdmissionRequest request(RunningPlane running, JsonObject payload) {
    var wish =
        AdmissionRequest.of(ProcessRun.LANE_ID, ProcessSession.OPERATION, payload)
            .accepting("local-process-weak");
    return running.plane().granted(running.client().identified(wish), "user:test");
  }

  static JsonObject payload(ProcessRun command, String properties) {
    var document = ProcessRun.CONTRACT.encodeObject(command).toNode();
    document.setAll((ObjectNode) Json.parse("{" + properties + "}"));
    return JsonObject.of(document);
  }

  // --- Talking

  ExecutionInput input() {
    return running.client().input(ref, StreamName.STDIN, WHO);
  }

  InputReply say(String text) {
    return get(input().append(ByteString.fromString(text)));
  }

  ControlReply steer(EffectControl wish) {
    return get(running.client().control(ref, wish));
  }

  // --- Listening

  /** The first lines from an offset on. */
  List<LineFrame> lines(StreamName stream, long from, int count) {
    return get(reading(stream, from, count));
  }

  /** Begins to read them. */
  CompletionStage<List<LineFrame>> reading(StreamName stream, long from, int count) {
    return running
        .client()
        .lines(ref, stream, from, LINE_BYTES_MAX)
        .take(count)
        .runWith(Sink.seq(), running.plane().system());
  }

  /** The text of the first lines of its standard output. */
  List<String> lines(int count) {
    return lines(StreamName.STDOUT, 0, count).stream().map(OpenSession::text).toList();
  }

  static String text(LineFrame frame) {
    return ((LineFrame.Line) frame).text().utf8String();
  }

  /** Every byte of a stream from an offset on, once that has ended. */
  ByteString output(StreamName stream, long from) {
    return get(
        running
            .client()
            .output(ref, stream, from, true)
            .filter(OutputFrame.Bytes.class::isInstance)
            .map(frame -> ((OutputFrame.Bytes) frame).bytes())
            .runFold(ByteString.emptyByteString(), ByteString::concat, running.plane().system()));
  }

  /** The text of the end of a stream and of what follows. */
  String tail(StreamName stream, long bytes) {
    return get(
        running
            .client()
            .outputTail(ref, stream, bytes)
            .filter(OutputFrame.Bytes.class::isInstance)
            .map(frame -> ((OutputFrame.Bytes) frame).bytes().utf8String())
            .runFold("", String::concat, running.plane().system()));
  }

  // --- Its end

  ExecutionResult result() {
    return get(running.client().awaitResult(ref, WITHIN));
  }

  ProcessSessionOutput ending() {
    return ProcessSessionOutput.CONTRACT.decode(result().output().orElseThrow().toNode());
  }

  void close() {
    get(running.client().cancel(ref, WHO));
  }
}
