package io.executionplane.node.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.node.http.api.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the network cuts a message says nothing about it. */
class FramingInPiecesTest {

  private static final HeadLimits LIMITS = new HeadLimits(2048, 64, 8192, 64);
  private static final long SEED = 20261130L;
  private static final int ROUNDS = 2_000;

  private static final List<String> PIECES =
      List.of(
          "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
          "GET / HTTP/1.1\r\n",
          "POST /a HTTP/1.1\r\n",
          "Host: a\r\n",
          "Content-Length: 3\r\n",
          "Transfer-Encoding: chunked\r\n",
          "Upgrade: x\r\n",
          "X: y\r\n",
          "\r\n",
          "3\r\nabc\r\n",
          "3;a=b\r\n",
          "abc",
          "0\r\n",
          "\n",
          " ");

  /** What became of bytes: how many passed, and what is said of the rest. */
  private record Outcome(int passed, String objection, boolean isHolding) {}

  private static Outcome outcome(byte[] bytes, List<Integer> cuts) {
    var framing = new Framing(LIMITS);
    var passed = 0;
    for (var cut : cuts) {
      passed += framing.passable(Arrays.copyOfRange(bytes, passed, cut));
    }
    var objection = framing.objection().map(Problem::detail).orElse("");
    return new Outcome(passed, objection, framing.isHolding());
  }

  @Test
  void makeNoDifference() {
    var random = new Random(SEED);
    for (var round = 0; round < ROUNDS; round++) {
      var text = new StringBuilder();
      var pieces = 2 + random.nextInt(12);
      for (var i = 0; i < pieces; i++) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      var bytes = text.toString().getBytes(StandardCharsets.US_ASCII);

      var byteByByte = new ArrayList<Integer>();
      for (var end = 1; end <= bytes.length; end++) {
        byteByByte.add(end);
      }
      var middle = random.nextInt(bytes.length + 1);

      assertThat(List.of(outcome(bytes, byteByByte), outcome(bytes, List.of(middle, bytes.length))))
          .as("seed %d, %s", SEED, text)
          .containsOnly(outcome(bytes, List.of(bytes.length)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc",
        "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: y\r\n\r\n",
      })
  void letPassWhatIsWellFormedWholeAndNothingOfAHalfHead(String message) {
    var bytes = message.getBytes(StandardCharsets.US_ASCII);
    var head = message.indexOf("\r\n\r\n") + 4;

    assertThat(outcome(bytes, List.of(bytes.length)))
        .isEqualTo(new Outcome(bytes.length, "", false));
    assertThat(outcome(bytes, List.of(head - 1))).isEqualTo(new Outcome(0, "", false));
  }
}
