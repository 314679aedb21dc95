package io.executionplane.journal.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.contracts.execution.ByteRange;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Json;
import io.executionplane.journal.replay.Asciicast.Screen;
import io.executionplane.journal.replay.Asciicast.Version;
import io.executionplane.journal.sample.Payloads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

/** Held against the published descriptions of the two formats. */
class AsciicastTest {

  private static final Screen TERMINAL = new Screen(80, 24, true);

  private static Piece at(long micros, String text) {
    return at(micros, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Piece at(long micros, byte[] bytes) {
    return new Piece.Output(StreamName.STDOUT, micros, 0, ByteString.fromArray(bytes));
  }

  private static byte[] bytes(int... values) {
    var bytes = new byte[values.length];
    for (var i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static List<String> lines(Version version, Screen screen, Piece... pieces)
      throws IOException {
    var out = new ByteArrayOutputStream();
    var cast = new Asciicast(version, screen, out);
    cast.begin(Optional.of(Payloads.NOON), "demo");
    for (var piece : pieces) {
      cast.write(piece);
    }
    cast.end(5_000_000, Optional.of(3));
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void writesVersion2WithTimesSinceTheBeginning() throws IOException {
    var lines =
        lines(Version.V2, TERMINAL, at(248_848, "Hello\r\n"), at(1_001_376, "\u001b[1m\"q\""));

    assertThat(Json.parse(lines.get(0).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(
            Json.parse(
                "{\"version\":2,\"width\":80,\"height\":24,\"timestamp\":1795176000,\"title\":\"demo\"}"));
    assertThat(lines.subList(1, lines.size()))
        .containsExactly(
            "[0.248848, \"o\", \"Hello\\r\\n\"]", "[1.001376, \"o\", \"\\u001b[1m\\\"q\\\"\"]");
  }

  @Test
  void writesVersion3WithTimesSinceTheEventBefore() throws IOException {
    var lines = lines(Version.V3, TERMINAL, at(248_848, "a"), at(248_848, "b"), at(1_001_376, "c"));

    assertThat(Json.parse(lines.get(0).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(
            Json.parse(
                "{\"version\":3,\"term\":{\"cols\":80,\"rows\":24},\"timestamp\":1795176000,\"title\":\"demo\"}"));
    assertThat(lines.subList(1, lines.size()))
        .containsExactly(
            "[0.248848, \"o\", \"a\"]",
            "[0.000000, \"o\", \"b\"]",
            "[0.752528, \"o\", \"c\"]",
            "[3.998624, \"x\", \"3\"]");
  }

  @Test
  void writesTheSizesThatATerminalBecame() throws IOException {
    var out = new ByteArrayOutputStream();
    var cast = new Asciicast(Version.V3, TERMINAL, out);
    cast.begin(Optional.empty(), "demo");

    cast.write(at(1_000, "a"));
    cast.resize(3_000, new Screen(100, 50, true));
    cast.write(at(4_000, "b"));

    assertThat(out.toString(StandardCharsets.UTF_8).lines().skip(1))
        .containsExactly(
            "[0.001000, \"o\", \"a\"]",
            "[0.002000, \"r\", \"100x50\"]",
            "[0.001000, \"o\", \"b\"]");
  }

  @Test
  void putsSplitCharactersTogether() throws IOException {
    var snowman = "☃".getBytes(StandardCharsets.UTF_8);

    var lines =
        lines(
            Version.V2,
            TERMINAL,
            at(1, bytes('a', snowman[0])),
            at(2, bytes(snowman[1])),
            at(3, bytes(snowman[2], 'b')));

    assertThat(lines.subList(1, lines.size()))
        .containsExactly("[0.000001, \"o\", \"a\"]", "[0.000003, \"o\", \"☃b\"]");
  }

  @Test
  void showsWhatIsNoCharacterAsOne() throws IOException {
    var lines = lines(Version.V2, TERMINAL, at(1, bytes(0xff, 'a', 0xc3)), at(2, bytes(0xe2)));

    assertThat(lines.subList(1, lines.size()))
        .containsExactly(
            "[0.000001, \"o\", \"\ufffda\"]",
            "[0.000002, \"o\", \"\ufffd\"]",
            "[0.000002, \"o\", \"\ufffd\"]");
  }

  @Test
  void marksAGapAndStartsAfreshBehindIt() throws IOException {
    var gap =
        new Piece.Gap(StreamName.STDOUT, 2, new ByteRange(2, 12), Piece.Gap.Cause.CAPTURE_LIMIT);

    var lines = lines(Version.V2, TERMINAL, at(1, bytes('a', 0xe2)), gap, at(3, bytes(0x98)));

    assertThat(lines.subList(1, lines.size()))
        .containsExactly(
            "[0.000001, \"o\", \"a\"]",
            "[0.000002, \"o\", \"\ufffd\"]",
            "[0.000002, \"m\", \"10 bytes are not stored (capture_limit)\"]",
            "[0.000003, \"o\", \"\ufffd\"]");
  }

  @Test
  void returnsTheCarriageForWhatNoTerminalHasSeen() throws IOException {
    var lines = lines(Version.V2, new Screen(80, 24, false), at(1, "a\nb\r"), at(2, "\nc"));

    assertThat(lines.subList(1, lines.size()))
        .containsExactly("[0.000001, \"o\", \"a\\r\\nb\\r\"]", "[0.000002, \"o\", \"\\nc\"]");
  }

  @Test
  void spellsOutWhatATerminalWouldActOnAndMeansTheSame() throws IOException {
    var hostile = "\u001b[2J\u009b31m\u202e\u2028\udb40\udc01\u007f \uD83D\uDE00";

    var line = lines(Version.V2, TERMINAL, at(1, hostile)).get(1);

    assertThat(line).contains("\\u009b31m\\u202e\\u2028\\udb40\\udc01\\u007f \uD83D\uDE00");
    assertThat(Json.parse(line).path(2).textValue()).isEqualTo(hostile);
  }

  @Test
  void refusesAScreenWithoutSides() {
    assertThatThrownBy(() -> new Screen(0, 24, true)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Screen(80, 65_536, true))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
