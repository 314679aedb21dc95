package io.executionplane.journal.verify;

/**
 * One line of a verification's report.
 *
 * <p>Rows are hostile until proven otherwise, and a line may quote a name from them: whatever could
 * steer a terminal is spelled out, and long lines are cut.
 *
 * @param place such as {@code ex_… seq 4} or {@code ex_… stdout chunk 3}
 * @param sentence such as {@code prev does not match the hash of seq 3}
 */
public record Finding(String place, String sentence) {

  private static final int LENGTH_MAX = 500;

  public Finding {
    place = inert(place);
    sentence = inert(sentence);
  }

  private static String inert(String text) {
    var out = new StringBuilder(text.length());
    for (var i = 0; i < text.length() && out.length() < LENGTH_MAX; i++) {
      var c = text.charAt(i);
      if ((c >= ' ' && c < 0x7f) || c == '…') {
        out.append(c);
      } else {
        out.append(String.format("\\u%04x", (int) c));
      }
    }
    return out.toString();
  }

  @Override
  public String toString() {
    return place + ": " + sentence;
  }
}
