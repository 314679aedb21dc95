package io.executionplane.testkit.lane;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.apache.pekko.util.ByteStringBuilder;

/** What was given to one output stream of a lane. May be read while the lane still writes. */
public final class RecordedStream {

  /** How a stream stands. */
  public enum Ending {
    /** The lane has not ended it. */
    OPEN,
    /** The lane completed it. */
    EOF,
    /** The lane gave it up because something still held it open after the end of its effect. */
    ABANDONED,
    /** The lane failed it. */
    LOST,
    /** It was cancelled from our side. */
    CANCELLED
  }

  private final List<ByteString> elements = new ArrayList<>();
  private long size;
  private Ending ending = Ending.OPEN;

  RecordedStream() {}

  /** Every byte that was given, in order. */
  public synchronized ByteString bytes() {
    var all = new ByteStringBuilder();
    elements.forEach(all::append);
    return all.result();
  }

  /** How many bytes were given. */
  public synchronized long size() {
    return size;
  }

  public synchronized Ending ending() {
    return ending;
  }

  synchronized void add(ByteString element) {
    elements.add(element);
    size += element.size();
  }

  /** Only the first end counts. */
  synchronized void end(Ending how) {
    if (ending == Ending.OPEN) {
      ending = how;
    }
  }
}
