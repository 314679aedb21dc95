package io.executionplane.lanes.process.guest.bridge;

/**
 * A frame with its place in the conversation, where the two ends have agreed on numbers.
 *
 * @param number counts the frames of one direction that must arrive, from 1; 0 for one that may be
 *     lost
 * @param received how many of the other direction have arrived at whoever sends this
 */
public record Numbered(Frame frame, long number, long received) {

  /** A frame that may be lost. */
  public static Numbered none(Frame frame) {
    return new Numbered(frame, 0, 0);
  }
}
