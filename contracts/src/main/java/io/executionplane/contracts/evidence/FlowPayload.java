package io.executionplane.contracts.evidence;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.hazmat.PressureClass;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Tag;
import java.util.Optional;

/** Something that happened to the flow of a stream, beside how far it is stored. */
public sealed interface FlowPayload extends EvidencePayload {

  /** Most characters of a principal. */
  int PRINCIPAL_LENGTH_MAX = 256;

  /** Which stream. */
  StreamName stream();

  /**
   * Bytes that somebody handed in while the execution ran were stored, and may reach the effect.
   *
   * @param from offset of the first of them in the stream
   * @param to offset after the last
   * @param by who handed them in
   */
  @Tag("input.accepted")
  record InputAccepted(
      StreamName stream,
      @Range(min = 0) long from,
      @Range(min = 0) long to,
      @NotBlank @Length(max = PRINCIPAL_LENGTH_MAX) String by)
      implements FlowPayload {

    private static final Rules RULES = Rules.of(InputAccepted.class);

    public InputAccepted {
      RULES
          .check(stream, from, to, by)
          .and(() -> to > from, "to", "must be greater than from")
          .orThrow();
    }
  }

  /**
   * No more input follows.
   *
   * @param at offset after the last byte
   * @param by who closed it; absent where it closed with the effect
   */
  @Tag("input.closed")
  record InputClosed(
      StreamName stream,
      @Range(min = 0) long at,
      @NotBlank @Length(max = PRINCIPAL_LENGTH_MAX) Optional<String> by)
      implements FlowPayload {

    private static final Rules RULES = Rules.of(InputClosed.class);

    public InputClosed {
      RULES.check(stream, at, by).orThrow();
    }
  }

  /**
   * The effect was slowed, or stopped, because what it sends could not be taken as fast.
   *
   * @param pressure how hard
   * @param at offset in the stream that was reached
   * @param heldMs how long it was held back since the last such event, milliseconds
   */
  @Tag("backpressure.applied")
  record BackpressureApplied(
      StreamName stream,
      PressureClass pressure,
      @Range(min = 0) long at,
      @Range(min = 0) long heldMs)
      implements FlowPayload {

    private static final Rules RULES = Rules.of(BackpressureApplied.class);

    public BackpressureApplied {
      RULES.check(stream, pressure, at, heldMs).orThrow();
    }
  }

  /**
   * Known secrets passed in a stream, and something else of the same length was stored, hashed and
   * shown in their place. Said before the stream is closed.
   *
   * @param count how often one was replaced
   * @param bytes how many bytes were
   */
  @Tag("output.masked")
  record OutputMasked(StreamName stream, @Range(min = 1) long count, @Range(min = 1) long bytes)
      implements FlowPayload {

    private static final Rules RULES = Rules.of(OutputMasked.class);

    public OutputMasked {
      RULES.check(stream, count, bytes).orThrow();
    }
  }
}
