package io.executionplane.node.http.guard;

import org.apache.pekko.http.javadsl.settings.ParserSettings;

/**
 * How much a head may hold, in bytes and header fields: what the parser behind takes.
 *
 * @param targetBytesMax most bytes of what is asked for, after the method
 * @param nameBytesMax most bytes of a field's name
 * @param valueBytesMax most bytes of a field's value
 * @param fieldsMax most fields
 */
record HeadLimits(int targetBytesMax, int nameBytesMax, int valueBytesMax, int fieldsMax) {

  /** A method and a version, the colon, and white space around a value. */
  private static final int LINE_REST = 64;

  static HeadLimits of(ParserSettings parser) {
    return new HeadLimits(
        parser.getMaxUriLength(),
        parser.getMaxHeaderNameLength(),
        parser.getMaxHeaderValueLength(),
        parser.getMaxHeaderCount());
  }

  int lineBytesMax() {
    return Math.max(targetBytesMax, nameBytesMax + valueBytesMax) + LINE_REST;
  }
}
