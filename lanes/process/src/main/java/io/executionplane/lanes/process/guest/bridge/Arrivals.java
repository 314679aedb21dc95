package io.executionplane.lanes.process.guest.bridge;

/** Which numbered frames have arrived, so that each counts once. */
public final class Arrivals {

  private volatile long last;

  /**
   * Counts a frame.
   *
   * @return false if it has been here before
   * @throws BridgeException when one before it is missing
   */
  public boolean isNew(Numbered frame) throws BridgeException {
    if (frame.number() == 0) {
      return true;
    }
    if (frame.number() > last + 1) {
      throw new BridgeException(
          BridgeError.BRIDGE_PROTOCOL_ERROR, "a frame is missing before " + frame.number());
    }
    return frame.number() == last + 1;
  }

  /** The frame was dealt with. */
  public void done(Numbered frame) {
    if (frame.number() == last + 1) {
      last = frame.number();
    }
  }

  /** How many have arrived. */
  public long count() {
    return last;
  }
}
