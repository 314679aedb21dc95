package io.executionplane.lanes.process.ssh;

import java.security.SecureRandom;
import java.util.HexFormat;

/** A word that nobody can have known, and that is one word in any shell. */
final class Nonce {

  private static final int BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Nonce() {}

  static String fresh() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
