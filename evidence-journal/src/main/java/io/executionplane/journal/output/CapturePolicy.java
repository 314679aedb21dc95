package io.executionplane.journal.output;

/**
 * How much of a stream is stored. Whatever it says, the digest and the count of a stream cover
 * every byte.
 *
 * @param mode which bytes are stored
 * @param captureBytesMax most bytes stored of one stream; 0 unless the mode is {@link Mode#FULL}
 */
public record CapturePolicy(Mode mode, long captureBytesMax) {

  public CapturePolicy {
    if (captureBytesMax < 0) {
      throw new IllegalArgumentException("captureBytesMax must not be negative");
    }
    if (mode != Mode.FULL && captureBytesMax != 0) {
      throw new IllegalArgumentException("captureBytesMax needs the mode FULL");
    }
  }

  /** Which bytes of a stream are stored. */
  public enum Mode {
    /** Up to a limit all; beyond it the first half and the last half, the middle is declared. */
    FULL,
    /** None; the caller wants the digest. */
    DIGEST,
    /** None; the caller wants nothing. The record is the same as with {@link #DIGEST}. */
    NONE
  }

  /** Stores everything up to a limit, and beyond it the first and the last half of the limit. */
  public static CapturePolicy full(long captureBytesMax) {
    return new CapturePolicy(Mode.FULL, captureBytesMax);
  }

  /** Stores nothing. */
  public static CapturePolicy digest() {
    return new CapturePolicy(Mode.DIGEST, 0);
  }

  /** Stores nothing. */
  public static CapturePolicy none() {
    return new CapturePolicy(Mode.NONE, 0);
  }

  /** Bytes at the stream's beginning that are stored at once. */
  long headBytesMax() {
    return captureBytesMax / 2;
  }

  /** Bytes at the stream's end that are stored when it has ended. */
  long tailBytesMax() {
    return captureBytesMax - headBytesMax();
  }
}
