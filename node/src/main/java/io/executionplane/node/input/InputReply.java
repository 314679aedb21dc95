package io.executionplane.node.input;

/** What became of input that somebody handed in. */
public sealed interface InputReply {

  /** Offset at which the next input begins, as far as it is known. */
  long at();

  /**
   * It is stored, and on its way to the effect.
   *
   * @param from offset of its first byte
   * @param to offset after its last byte
   */
  record Accepted(long from, long to) implements InputReply {

    @Override
    public long at() {
      return to;
    }
  }

  /**
   * The input is closed. The effect sees its end once it has taken everything before.
   *
   * @param at offset after the last byte
   */
  record Ended(long at) implements InputReply {}

  /** Nothing was taken. */
  record Refused(InputRefusal refusal, long at) implements InputReply {}
}
