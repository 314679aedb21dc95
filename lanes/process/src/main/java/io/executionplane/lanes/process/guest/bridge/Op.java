package io.executionplane.lanes.process.guest.bridge;

/** The names of operations and events. Those without a note are of version 1. */
public final class Op {

  public static final String STDIN = "stdin";
  public static final String STDIN_EOF = "stdin_eof";
  public static final String INTERRUPT = "interrupt";
  public static final String CLOSE = "close";

  public static final String STDOUT = "stdout";
  public static final String STDERR = "stderr";
  public static final String EXIT = "exit";
  public static final String ERROR = "error";

  /** Extension: sends a signal, {@code {"signal": 15}}. */
  public static final String SIGNAL = "signal";

  /** Extension: makes the terminal another size, {@code {"cols": 80, "rows": 24}}. */
  public static final String RESIZE = "resize";

  /** Extension: asks whether what the command started lives, {@code {"followers": true}}. */
  public static final String FOLLOWERS = "followers";

  /** Extension: kills what is left; {@link #EXIT} comes when nothing is. */
  public static final String FINISH = "finish";

  /** Extension: reads what an output holds now and no more, {@code {"stream": "stdout"}}. */
  public static final String LAST_CALL = "last_call";

  /** Extension: ends what an earlier session may have left, {@code {"launched": {…}}}. */
  public static final String RECLAIM = "reclaim";

  /** Extension: what was taken of each output since the beginning; may be lost. */
  public static final String ACK = "ack";

  public static final String TAKEN = "taken";

  /** Extension: the guest is there; may be lost. */
  public static final String HEARTBEAT = "heartbeat";

  /** Extension: the command itself has ended. */
  public static final String ENDED = "ended";

  /** Extension: no more of an output comes, {@code {"stream": "stdout", "abandoned": false}}. */
  public static final String OUTPUT_ENDED = "output_ended";

  /** Extension: the command reads no more. */
  public static final String INPUT_CLOSED = "input_closed";

  private Op() {}
}
