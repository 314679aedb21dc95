package io.executionplane.contracts.samples;

import java.util.Random;

/** Texts that hurt: quotes, escapes, controls, surrogate pairs, and characters that sort oddly. */
final class RandomText {

  private static final int[] SPECIAL = {
    '"', '\\', '/', '~', '=', 0x01, 0x08, 0x09, 0x0a, 0x0c, 0x0d, 0x1f, 0x20, 0x7f, 0x80, 0xe9,
    0x20ac, 0x2028, 0xfb33, 0xfeff, 0xfffd, 0xffff, 0x10000, 0x1f600, 0x10ffff
  };

  private final Random random;

  RandomText(Random random) {
    this.random = random;
  }

  /** A text of so many characters (Unicode code points) that is not blank and holds no NUL. */
  String of(int characters) {
    var out = new StringBuilder();
    for (var i = 0; i < characters; i++) {
      out.appendCodePoint(i == 0 ? letter() : character());
    }
    return out.toString();
  }

  /** A text of so many characters of an alphabet. */
  String from(String alphabet, int characters) {
    var out = new StringBuilder();
    for (var i = 0; i < characters; i++) {
      out.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return out.toString();
  }

  private int character() {
    return random.nextInt(4) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : letter();
  }

  private int letter() {
    return 'a' + random.nextInt(26);
  }
}
