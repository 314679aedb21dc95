package io.executionplane.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that are kept, and those that are too many. */
class ConnectionsTest {

  private static final String ASKED = "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private static final String OK = "\"status\":\"ok\"}";

  @TempDir Path directory;

  private ServedPlane served(String settings) {
    return ServedPlane.in(
        directory, ConfigFactory.parseString("execution-plane.http { " + settings + " }"));
  }

  @Test
  void closesWhatIsSilentAfterItsAnswer() {
    try (var served = served("idle-within = 400 ms, wait-max = 300 ms, heartbeat-every = 100 ms");
        var connection = RawConnection.to(served.port())) {
      connection.send(ASKED);

      assertThat(connection.readWhatThereIs()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void closesABodyThatDoesNotComeOn() {
    try (var served = served("idle-within = 400 ms, wait-max = 300 ms, heartbeat-every = 100 ms");
        var connection = RawConnection.to(served.port())) {
      connection.send(
          "POST /v1/executions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n"
              + "Content-Type: application/json\r\nAuthorization: Bearer "
              + ServedPlane.OPERATOR
              + "\r\n\r\n{");

      assertThat(connection.readWhatThereIs()).doesNotContain(" 200 ", " 202 ");
    }
  }

  @Test
  void takesNoMoreConnectionsThanItMayAndTheNextWhenOneEnds() {
    try (var served = served("connections-max = 2");
        var first = RawConnection.to(served.port());
        var second = RawConnection.to(served.port())) {
      assertThat(first.send(ASKED).readTo(OK)).startsWith("HTTP/1.1 200 ");
      assertThat(second.send(ASKED).readTo(OK)).startsWith("HTTP/1.1 200 ");
      try (var third = RawConnection.to(served.port())) {
        third.send(ASKED);
        assertThat(first.send(ASKED).readTo(OK)).startsWith("HTTP/1.1 200 ");
        assertThat(third.hasNothing()).isTrue();

        first.hangUp();

        assertThat(third.readTo(OK)).startsWith("HTTP/1.1 200 ");
      }
    }
  }

  @Test
  void servesOthersWhileHundredsSendTheirHeadsSlowly() {
    try (var served = served("head-within = 2 seconds")) {
      var slow = new ArrayList<RawConnection>();
      for (var i = 0; i < 300; i++) {
        slow.add(RawConnection.to(served.port()).send("GET /livez HTTP/1.1\r\nX: "));
      }
      try (var other = RawConnection.to(served.port())) {
        assertThat(other.send(ASKED).readTo(OK)).startsWith("HTTP/1.1 200 ");
      }
      for (var connection : slow) {
        connection.trySend("y");
        assertThat(connection.readToEnd()).startsWith("HTTP/1.1 408 ");
        connection.close();
      }
    }
  }
}
