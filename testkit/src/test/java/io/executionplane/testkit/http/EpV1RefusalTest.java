package io.executionplane.testkit.http;

import static io.executionplane.testkit.http.Scripts.openShell;
import static io.executionplane.testkit.http.Scripts.shell;
import static io.executionplane.testkit.http.ServedPlane.ADA;
import static io.executionplane.testkit.http.ServedPlane.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.node.wire.DataFrame;
import io.executionplane.node.wire.EpV1;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no message of {@code ep.v1}, or comes where it must not, is told and ends it. */
class EpV1RefusalTest {

  @TempDir static Path directory;

  private static ServedPlane served;

  @BeforeAll
  static void start() {
    served = ServedPlane.in(directory.resolve("data"));
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static RawSocket open() {
    return new RawSocket(served, ADA, EpV1.FOREGROUND_PATH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                                | malformed_json",
        "[]                                               | invalid_request",
        "{\"type\":\"never heard of\"}                    | invalid_request",
        "{\"type\":\"detach\",\"type\":\"detach\"}        | malformed_json",
        "{\"type\":\"eof\",\"stream\":\"stdin\"}          | invalid_request",
        "{\"type\":\"eof\",\"stream\":\"../etc\"}         | invalid_request",
        "{\"type\":\"submit\",\"request\":{}}             | invalid_request",
        "{\"type\":\"submit\",\"request\":{},\"input\":1} | invalid_request",
      })
  void refusesWhatIsNoFirstMessage(String said, String code) throws Exception {
    try (var socket = open()) {
      socket.say(said);

      var problem = socket.next("problem").get("problem");
      assertThat(problem.get("code").textValue()).isEqualTo(code);
      socket.awaitClosed();
    }
  }

  @Test
  void refusesBytesThatAreNoDataMessage() throws Exception {
    try (var socket = open()) {
      socket.say(new byte[] {99});

      assertThat(socket.next("problem").at("/problem/detail").textValue())
          .startsWith("a data message must");
      socket.awaitClosed();
    }
  }

  @Test
  void refusesAnAcknowledgementOfWhatWasNotSentAndStopsTheExecution() throws Exception {
    try (var socket = open()) {
      var ref = submitted(socket, served.body(served.granted(shell("sleep 600"))), false);

      socket.say("{\"type\":\"ack\",\"stream\":\"stdout\",\"offset\":1}");

      assertThat(socket.next("problem").at("/problem/detail").textValue()).startsWith("ack must");
      var ended = json(served.get(ADA, "/v1/executions/" + ref + "?wait=60"));
      assertThat(ended.get("status").textValue()).isEqualTo("cancelled");
    }
  }

  @Test
  void cutsOffWhoSendsMoreInputThanTheWindowAllows() throws Exception {
    try (var socket = open()) {
      // A command that reads nothing: what comes has nowhere to go.
      submitted(socket, served.body(served.granted(openShell("exec sleep 600"))), true);
      var piece = ByteString.fromArray(new byte[EpV1.WINDOW_BYTES]);
      var data = new DataFrame(StreamName.STDIN, DataFrame.NEXT, piece).encode().toArrayUnsafe();

      for (var i = 0; i < 40; i++) {
        try {
          socket.say(data);
        } catch (ExecutionException closed) {
          break;
        }
      }

      assertThat(socket.next("problem").at("/problem/detail").textValue())
          .contains("more input came than the window allows");
      socket.awaitClosed();
    }
  }

  @Test
  void submitsOnceOnAConnection() throws Exception {
    try (var socket = open()) {
      var body = served.body(served.granted(shell("sleep 600")));
      submitted(socket, body, false);

      socket.say("{\"type\":\"submit\",\"request\":" + body + ",\"input\":false}");

      assertThat(socket.next("problem").at("/problem/detail").textValue()).endsWith("once");
    }
  }

  private static String submitted(RawSocket socket, String body, boolean input) throws Exception {
    socket.say("{\"type\":\"submit\",\"request\":" + body + ",\"input\":" + input + "}");
    return socket.next("receipt").get("execution_ref").textValue();
  }
}
