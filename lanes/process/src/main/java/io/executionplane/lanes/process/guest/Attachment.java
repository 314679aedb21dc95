package io.executionplane.lanes.process.guest;

import io.executionplane.lanes.process.guest.bridge.Attached;
import io.executionplane.lanes.process.guest.bridge.Frames;
import io.executionplane.lanes.process.guest.bridge.SessionExtension.Terms;
import java.util.Optional;

/**
 * A connection whose guest was found to be the right one.
 *
 * @param reply what the guest says of itself
 * @param terms on what terms it goes beyond version 1; empty if it does not
 */
record Attachment(Frames frames, Attached reply, Optional<Terms> terms) implements AutoCloseable {

  /** Cuts the connection. */
  @Override
  public void close() {
    frames.close();
  }
}
