package io.executionplane.node.redaction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The forms in which a secret is looked for: as it is, and as commands like to print it. Pure. */
public final class SecretForms {

  /** Fewest bytes of a secret. A shorter one would be found where it is not meant. */
  public static final int LENGTH_MIN = 4;

  /** Most bytes of a secret; some of its forms are six times as long. */
  public static final int LENGTH_MAX = 8 * 1024;

  /**
   * Most bytes of all secrets of an execution, which bounds the memory that looking for them takes.
   */
  public static final int TOTAL_MAX = 16 * 1024;

  /** Lengths of line at which base64 is commonly broken (RFC 2045, 6.8; RFC 7468, 2). */
  private static final List<Integer> BASE64_LINES = List.of(76, 64);

  private static final String UNRESERVED = "-._~";

  /** What {@code encodeURIComponent} leaves alone beside letters and digits (ECMA-262, 19.2.6). */
  private static final String UNRESERVED_IN_SCRIPTS = "-_.!~*'()";

  /** What forms leave alone (URL Standard, 5.2); they write a space as {@code +}. */
  private static final String UNRESERVED_IN_FORMS = "-._* ";

  private SecretForms() {}

  /** All of them; each is at least as long as the secret, or as what base64 surely shows of it. */
  static Set<String> of(String secret) {
    var bytes = secret.getBytes(UTF_8);
    var forms = new LinkedHashSet<String>();
    forms.add(new String(bytes, ISO_8859_1));
    forms.add(HexFormat.of().formatHex(bytes));
    forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
    addBase64(bytes, forms);
    addPercent(bytes, forms);
    addJson(secret, forms);
    addShell(secret, forms);
    return forms;
  }

  // --- Base64 (RFC 4648, 4 and 5)

  private static void addBase64(byte[] bytes, Set<String> forms) {
    for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
      for (var before = 0; before < 3; before++) {
        forms.add(sureBase64(encoder, bytes, before));
      }
      for (var line : BASE64_LINES) {
        forms.add(sureBase64(encoder, bytes, 0).replaceAll("(.{" + line + "})(?=.)", "$1\n"));
      }
    }
  }

  /**
   * What a text of base64 shows of a secret in the midst of other bytes, whatever those are: of the
   * characters at its edges, which also hold bits of its neighbours, none.
   *
   * @param before how many bytes of its first group of three are its neighbour's
   */
  private static String sureBase64(Base64.Encoder encoder, byte[] bytes, int before) {
    var shifted = new byte[before + bytes.length];
    System.arraycopy(bytes, 0, shifted, before, bytes.length);
    var from = (before * 8 + 5) / 6;
    var to = shifted.length * 8 / 6;
    return encoder.withoutPadding().encodeToString(shifted).substring(from, to);
  }

  // --- Percent-encoding (RFC 3986, 2.1)

  private static void addPercent(byte[] bytes, Set<String> forms) {
    for (var unreserved : List.of(UNRESERVED, UNRESERVED_IN_SCRIPTS, UNRESERVED_IN_FORMS)) {
      forms.add(percent(bytes, unreserved, HexFormat.of().withUpperCase()));
      forms.add(percent(bytes, unreserved, HexFormat.of()));
    }
  }

  private static String percent(byte[] bytes, String unreserved, HexFormat hex) {
    var text = new StringBuilder();
    for (var each : bytes) {
      var c = (char) (each & 0xff);
      if (isPlain(c) || unreserved.indexOf(c) >= 0) {
        text.append(c == ' ' ? '+' : c);
      } else {
        text.append('%').append(hex.toHexDigits(each));
      }
    }
    return text.toString();
  }

  private static boolean isPlain(char c) {
    return c < 0x80 && Character.isLetterOrDigit(c);
  }

  // --- Inside a string of JSON (RFC 8259, 7)

  private static void addJson(String secret, Set<String> forms) {
    for (var alsoEscaped : List.of("", "/", "<>&'")) {
      forms.add(json(secret, alsoEscaped, false));
      forms.add(json(secret, alsoEscaped, true));
    }
  }

  private static String json(String secret, String alsoEscaped, boolean onlyAscii) {
    var text = new StringBuilder();
    for (var i = 0; i < secret.length(); i++) {
      text.append(json(secret.charAt(i), alsoEscaped, onlyAscii));
    }
    return new String(text.toString().getBytes(UTF_8), ISO_8859_1);
  }

  private static String json(char c, String alsoEscaped, boolean onlyAscii) {
    return switch (c) {
      case '"', '\\' -> "\\" + c;
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      default -> {
        if (c == '/' && alsoEscaped.indexOf(c) >= 0) {
          yield "\\/";
        }
        var escaped = c < ' ' || (onlyAscii && c > '~') || alsoEscaped.indexOf(c) >= 0;
        yield escaped ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c);
      }
    };
  }

  // --- Inside the single quotes in which a shell traces its commands (set -x)

  private static void addShell(String secret, Set<String> forms) {
    for (var quote : List.of("'\\''", "'\"'\"'")) {
      var quoted = secret.replace("'", quote);
      forms.add(new String(quoted.getBytes(UTF_8), ISO_8859_1));
    }
  }

  /** The forms of several secrets, as bytes. */
  static List<byte[]> of(Iterable<String> secrets) {
    var forms = new LinkedHashSet<String>();
    secrets.forEach(secret -> forms.addAll(of(secret)));
    return forms.stream().map(form -> form.getBytes(ISO_8859_1)).toList();
  }
}
