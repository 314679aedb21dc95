package io.executionplane.node.http.guard;

import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemException;
import java.util.Optional;

/**
 * Follows what a peer sends on one connection, message by message, and says how much of it is well
 * formed. Of heads, chunk sizes and trailers only whole ones pass, so that nothing that is refused
 * was acted upon.
 */
final class Framing {

  /** Of a head, however many fields it has. */
  private static final int HEAD_BYTES_MAX = 65_536;

  /** More digits than any chunk needs. */
  private static final int CHUNK_DIGITS_MAX = 8;

  /** Of a size, its extensions and the line end. */
  private static final int CHUNK_LINE_MAX = 256;

  /** A part of a message. */
  @FunctionalInterface
  private interface Part {

    /** How many bytes pass, after which {@link #part} is what follows; 0 if more are needed. */
    int take(byte[] bytes, int from, int to);
  }

  private final HeadLimits limits;
  private Part part = this::head;
  private RequestHead head;
  private int headRead;
  private long remaining;
  private int trailers;
  private long headsPassed;
  private boolean isUpgradeOpen;
  private boolean isHolding;
  private boolean isInHead = true;
  private Optional<Problem> objection = Optional.empty();

  Framing(HeadLimits limits) {
    this.limits = limits;
    this.head = new RequestHead(limits);
  }

  /** How many of these bytes may pass now. Those that may not are given again, with more. */
  int passable(byte[] bytes) {
    var passed = 0;
    try {
      while (passed < bytes.length && !isHolding && objection.isEmpty()) {
        var taken = part.take(bytes, passed, bytes.length);
        if (taken == 0) {
          break;
        }
        passed += taken;
      }
    } catch (ProblemException refused) {
      objection = Optional.of(refused.problem());
    }
    return passed;
  }

  /** What speaks against the bytes after those that passed. */
  Optional<Problem> objection() {
    return objection;
  }

  /** Whether nothing passes until the request that asked for another protocol is answered. */
  boolean isHolding() {
    return isHolding;
  }

  /** Whether a head is next, or in part here. */
  boolean isInHead() {
    return isInHead;
  }

  long headsPassed() {
    return headsPassed;
  }

  /** The request that asked for another protocol was answered. */
  void upgradeAnswered(boolean isSwitched) {
    isUpgradeOpen = false;
    isHolding = false;
    if (isSwitched) {
      isInHead = false;
      part = (bytes, from, to) -> to - from;
    }
  }

  // --- Head

  private int head(byte[] bytes, int from, int to) {
    while (true) {
      var begin = from + headRead;
      var end = Line.end(bytes, begin, to, limits.lineBytesMax());
      if (end < 0) {
        return 0;
      }
      headRead = end + Line.END_BYTES - from;
      if (headRead > HEAD_BYTES_MAX) {
        throw Objection.tooLarge("the head is longer than is taken");
      }
      if (end == begin) {
        return headEnded();
      }
      head.add(Line.text(bytes, begin, end));
    }
  }

  private int headEnded() {
    head.complete();
    var taken = headRead;
    headRead = 0;
    headsPassed++;
    isUpgradeOpen = head.asksForUpgrade();
    isInHead = false;
    remaining = head.length();
    if (head.isChunked()) {
      part = this::chunkSize;
    } else if (remaining > 0) {
      part = this::body;
    } else {
      messageEnded();
    }
    return taken;
  }

  private void messageEnded() {
    head = new RequestHead(limits);
    part = this::head;
    trailers = 0;
    isInHead = true;
    isHolding = isUpgradeOpen;
  }

  // --- Body

  private int body(byte[] bytes, int from, int to) {
    var taken = (int) Math.min(remaining, to - from);
    remaining -= taken;
    if (remaining == 0) {
      messageEnded();
    }
    return taken;
  }

  private int chunkSize(byte[] bytes, int from, int to) {
    var end = Line.end(bytes, from, to, CHUNK_LINE_MAX);
    if (end < 0) {
      return 0;
    }
    remaining = size(Line.text(bytes, from, end));
    part = remaining == 0 ? this::trailer : this::chunk;
    return end + Line.END_BYTES - from;
  }

  /** Digits, and nothing between them and what is after a semicolon (RFC 9112, section 7.1). */
  private static long size(String line) {
    var extension = line.indexOf(';');
    var digits = extension < 0 ? line : line.substring(0, extension);
    if (digits.isEmpty()
        || digits.length() > CHUNK_DIGITS_MAX
        || !digits.chars().allMatch(Line::isHexadecimal)) {
      throw Objection.malformed("a chunk size is no hexadecimal number");
    }
    return Long.parseLong(digits, 16);
  }

  private int chunk(byte[] bytes, int from, int to) {
    var taken = (int) Math.min(remaining, to - from);
    remaining -= taken;
    if (remaining == 0) {
      part = this::chunkEnd;
    }
    return taken;
  }

  private int chunkEnd(byte[] bytes, int from, int to) {
    if (bytes[from] != '\r') {
      throw Objection.malformed("a chunk is longer than its size");
    }
    if (Line.end(bytes, from, to, 0) < 0) {
      return 0;
    }
    part = this::chunkSize;
    return Line.END_BYTES;
  }

  /** A field after the last chunk, or the end of all. */
  private int trailer(byte[] bytes, int from, int to) {
    var end = Line.end(bytes, from, to, limits.lineBytesMax());
    if (end < 0) {
      return 0;
    }
    if (end == from) {
      messageEnded();
    } else {
      requireTrailer(Field.of(Line.text(bytes, from, end), limits));
    }
    return end + Line.END_BYTES - from;
  }

  private void requireTrailer(Field field) {
    trailers++;
    if (trailers > limits.fieldsMax()) {
      throw Objection.tooLarge("there are more trailers than are taken");
    }
    if (field.isFraming()) {
      throw Objection.malformed("a trailer says how the message is framed");
    }
  }
}
