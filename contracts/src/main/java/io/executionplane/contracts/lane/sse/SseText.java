package io.executionplane.contracts.lane.sse;

/** What fits into a field of an event stream. */
final class SseText {

  private SseText() {}

  static boolean isOneLine(String text) {
    return text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
  }
}
