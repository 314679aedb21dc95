package io.executionplane.node;

import java.security.SecureRandom;
import java.util.UUID;

/** Mints request ids: UUIDv7 (RFC 9562, 5.7), so that ids sort by the time they were made. */
public final class RequestIds {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long VERSION_7 = 0x7000L;
  private static final long RANDOM_12_BITS = 0x0fffL;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long RANDOM_62_BITS = 0x3fff_ffff_ffff_ffffL;

  private RequestIds() {}

  /** One of now. */
  public static String fresh() {
    return next(System.currentTimeMillis());
  }

  static String next(long epochMillis) {
    var high = (epochMillis << 16) | VERSION_7 | (RANDOM.nextLong() & RANDOM_12_BITS);
    var low = VARIANT | (RANDOM.nextLong() & RANDOM_62_BITS);
    return new UUID(high, low).toString();
  }
}
