package io.executionplane.journal.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.CanonicalJson;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes a replayed stream as a terminal recording that asciinema's players show.
 *
 * <p>Formats: <a href="https://docs.asciinema.org/manual/asciicast/v2/">asciicast v2</a>, whose
 * events carry the time since the beginning, and <a
 * href="https://docs.asciinema.org/manual/asciicast/v3/">v3</a>, whose events carry the time since
 * the event before. Times are exact to the microsecond and do not drift. Text must be UTF-8 there:
 * a character that is split between two chunks is put together and written with the second; a
 * sequence that is no character becomes U+FFFD. A gap becomes a marker that says what is missing.
 *
 * <p>One writer makes one recording and is used by one thread.
 */
public final class Asciicast {

  private final Version version;
  private final Screen screen;
  private final OutputStream out;
  private final SplitText text = new SplitText();
  private long lastMicros;
  private char lastChar;

  /** Prepares a recording; nothing is written before {@link #begin}. */
  public Asciicast(Version version, Screen screen, OutputStream out) {
    this.version = version;
    this.screen = screen;
    this.out = out;
  }

  /** The versions of the format. */
  public enum Version {
    V2,
    V3
  }

  /**
   * What a player shows it on.
   *
   * @param columns 1 to {@link #SIDE_MAX}
   * @param rows 1 to {@link #SIDE_MAX}
   * @param isTerminal whether the bytes are what a terminal got. Others have bare line feeds, to
   *     which a carriage return is added, as a terminal's driver would have
   */
  public record Screen(int columns, int rows, boolean isTerminal) {

    /** Longest side. */
    public static final int SIDE_MAX = 65_535;

    public Screen {
      if (columns < 1 || columns > SIDE_MAX || rows < 1 || rows > SIDE_MAX) {
        throw new IllegalArgumentException("a screen has 1 to " + SIDE_MAX + " columns and rows");
      }
    }
  }

  /**
   * Writes the header.
   *
   * @param startedAt when the recording began
   */
  public void begin(Optional<Instant> startedAt, String title) throws IOException {
    var header = JsonNodeFactory.instance.objectNode();
    if (version == Version.V2) {
      header.put("version", 2).put("width", screen.columns()).put("height", screen.rows());
    } else {
      header.put("version", 3);
      header.putObject("term").put("cols", screen.columns()).put("rows", screen.rows());
    }
    startedAt.ifPresent(at -> header.put("timestamp", at.getEpochSecond()));
    header.put("title", title);
    line(CanonicalJson.text(header));
  }

  /** Writes what was put out or put in, or that it is not known. */
  public void write(Piece piece) throws IOException {
    if (piece instanceof Piece.Output output) {
      var decoded = text.decode(output.bytes().toArrayUnsafe());
      writeText(output, decoded);
    } else if (piece instanceof Piece.Gap gap) {
      writeText(gap, text.end());
      event(gap.atMicros(), "m", say(gap));
    }
  }

  /** Writes that the terminal became another size. */
  public void resize(long atMicros, Screen to) throws IOException {
    event(atMicros, "r", to.columns() + "x" + to.rows());
  }

  /**
   * Ends the recording.
   *
   * @param atMicros when, since the beginning
   * @param exitStatus what a shell would show of how it ended; only version 3 has a place for it
   */
  public void end(long atMicros, Optional<Integer> exitStatus) throws IOException {
    var rest = text.end();
    if (!rest.isEmpty()) {
      event(lastMicros, "o", rest);
    }
    if (version == Version.V3 && exitStatus.isPresent()) {
      event(atMicros, "x", Integer.toString(exitStatus.orElseThrow()));
    }
    out.flush();
  }

  private void writeText(Piece piece, String decoded) throws IOException {
    if (!decoded.isEmpty()) {
      var code = piece.stream().equals(StreamName.STDIN) ? "i" : "o";
      event(piece.atMicros(), code, screen.isTerminal() ? decoded : withReturns(decoded));
    }
  }

  private String withReturns(String decoded) {
    var all = new StringBuilder(decoded.length());
    for (var i = 0; i < decoded.length(); i++) {
      var c = decoded.charAt(i);
      if (c == '\n' && lastChar != '\r') {
        all.append('\r');
      }
      all.append(c);
      lastChar = c;
    }
    return all.toString();
  }

  private static String say(Piece.Gap gap) {
    return gap.range().length()
        + " bytes are not stored ("
        + gap.cause().name().toLowerCase(Locale.ROOT)
        + ")";
  }

  private void event(long atMicros, String code, String data) throws IOException {
    // Pieces come by time; should one be late, a player must still never be told to go back.
    var at = Math.max(atMicros, lastMicros);
    var micros = version == Version.V2 ? at : at - lastMicros;
    lastMicros = at;
    line("[" + seconds(micros) + ", \"" + code + "\", " + quoted(data) + "]");
  }

  private static String seconds(long micros) {
    return BigDecimal.valueOf(micros, 6).toPlainString();
  }

  private static String quoted(String data) {
    return escaped(CanonicalJson.text(TextNode.valueOf(data)));
  }

  /**
   * Spells out what JSON allows as it is and a terminal, on which somebody looks at the file, would
   * act on: the controls above ASCII, and what reorders or hides letters.
   */
  private static String escaped(String json) {
    var all = new StringBuilder(json.length());
    json.codePoints()
        .forEach(
            c -> {
              if (isPrintable(c)) {
                all.appendCodePoint(c);
              } else {
                for (var unit : Character.toChars(c)) {
                  all.append(String.format("\\u%04x", (int) unit));
                }
              }
            });
    return all.toString();
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private void line(String json) throws IOException {
    out.write((json + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
