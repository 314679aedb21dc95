package io.executionplane.node.wire;

import io.executionplane.contracts.execution.ByteRange;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.hazmat.AttachDirection;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Tag;
import io.executionplane.contracts.json.Tagged;
import java.util.List;
import java.util.Optional;

/** What a node says, as one text message. */
@Tagged("type")
public sealed interface ServerMessage {

  /**
   * The first message to one who attaches.
   *
   * @param attachment number of the attachment in the record
   * @param directions what it permits
   */
  @Tag("attached")
  record Attached(@Range(min = 0) long attachment, List<AttachDirection> directions)
      implements ServerMessage {

    private static final Rules RULES = Rules.of(Attached.class);

    public Attached {
      RULES.check(attachment, directions).orThrow();
      directions = List.copyOf(directions);
    }
  }

  /**
   * The first message to one who submitted, where the request was admitted.
   *
   * @param replayed whether it was submitted before: then nothing new runs, no output comes by
   *     itself, and a client that wants it reads
   */
  @Tag("receipt")
  record Receipt(ExecutionRef executionRef, ExecutionStatus status, boolean replayed)
      implements ServerMessage {

    private static final Rules RULES = Rules.of(Receipt.class);

    public Receipt {
      RULES.check(executionRef, status, replayed).orThrow();
    }
  }

  /**
   * Input is stored, or where the client submitted it, taken.
   *
   * @param from offset of its first byte
   * @param to offset after its last byte
   */
  @Tag("accepted")
  record Accepted(StreamName stream, @Range(min = 0) long from, @Range(min = 0) long to)
      implements ServerMessage {

    private static final Rules RULES = Rules.of(Accepted.class);

    public Accepted {
      RULES.check(stream, from, to).orThrow();
    }
  }

  /**
   * An input is closed, as the client wished.
   *
   * @param at offset after the last byte
   */
  @Tag("input_closed")
  record InputClosed(StreamName stream, @Range(min = 0) long at) implements ServerMessage {

    private static final Rules RULES = Rules.of(InputClosed.class);

    public InputClosed {
      RULES.check(stream, at).orThrow();
    }
  }

  /**
   * One data message of the client was not taken. Those after it are judged for themselves.
   *
   * @param at offset at which the next input begins, as far as it is known
   * @param code a stable word that says why
   */
  @Tag("input_refused")
  record InputRefused(StreamName stream, @Range(min = 0) long at, String code)
      implements ServerMessage {

    private static final Rules RULES = Rules.of(InputRefused.class);

    public InputRefused {
      RULES.check(stream, at, code).orThrow();
    }
  }

  /** Bytes are not there any more, or never were; the stream goes on behind them. */
  @Tag("omitted")
  record Omitted(StreamName stream, ByteRange range, String reason) implements ServerMessage {

    private static final Rules RULES = Rules.of(Omitted.class);

    public Omitted {
      RULES.check(stream, range, reason).orThrow();
    }
  }

  /** The client was too slow for these bytes, which will not be stored. */
  @Tag("lagged")
  record Lagged(StreamName stream, ByteRange range) implements ServerMessage {

    private static final Rules RULES = Rules.of(Lagged.class);

    public Lagged {
      RULES.check(stream, range).orThrow();
    }
  }

  /**
   * A stream has ended: nothing of it follows.
   *
   * @param at offset after its last byte
   * @param record what is recorded of it, where that is known already
   */
  @Tag("end")
  record End(StreamName stream, @Range(min = 0) long at, Optional<StreamRecord> record)
      implements ServerMessage {

    private static final Rules RULES = Rules.of(End.class);

    public End {
      RULES.check(stream, at, record).orThrow();
    }
  }

  /** A wish reached the effect. */
  @Tag("done")
  record Done(@Range(min = 0) long id) implements ServerMessage {

    private static final Rules RULES = Rules.of(Done.class);

    public Done {
      RULES.check(id).orThrow();
    }
  }

  /**
   * Nothing was done about a wish.
   *
   * @param code a stable word that says why
   * @param retryable whether the same wish may be fulfilled a little later
   */
  @Tag("not_done")
  record NotDone(@Range(min = 0) long id, String code, boolean retryable) implements ServerMessage {

    private static final Rules RULES = Rules.of(NotDone.class);

    public NotDone {
      RULES.check(id, code, retryable).orThrow();
    }
  }

  /** The execution is over, and that is recorded. */
  @Tag("result")
  record Result(ExecutionResult result) implements ServerMessage {

    private static final Rules RULES = Rules.of(Result.class);

    public Result {
      RULES.check(result).orThrow();
    }
  }

  /**
   * The attachment is over; the last message.
   *
   * @param reason why: {@code detached}, {@code execution_ended}, {@code expired}, {@code revoked}
   *     or {@code node_stopped}
   * @param deliveredBytes bytes of output that were handed out
   * @param acceptedBytes bytes of input that were acknowledged
   */
  @Tag("closed")
  record Closed(
      String reason, @Range(min = 0) long deliveredBytes, @Range(min = 0) long acceptedBytes)
      implements ServerMessage {

    private static final Rules RULES = Rules.of(Closed.class);

    public Closed {
      RULES.check(reason, deliveredBytes, acceptedBytes).orThrow();
    }
  }

  /**
   * What was asked is refused, or what was sent is no message; the last message.
   *
   * @param problem as over HTTP (RFC 9457)
   */
  @Tag("problem")
  record Problem(JsonObject problem) implements ServerMessage {

    private static final Rules RULES = Rules.of(Problem.class);

    public Problem {
      RULES.check(problem).orThrow();
    }
  }
}
