package io.executionplane.node.wire;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Tag;
import io.executionplane.contracts.json.Tagged;
import io.executionplane.contracts.lane.process.SignalName;
import io.executionplane.lanes.spi.EffectControl;
import java.util.Optional;

/** What a client says, as one text message. */
@Tagged("type")
public sealed interface ClientMessage {

  /**
   * Submits a request and stays with it: the first message on {@code /v1/foreground}, and only
   * there.
   *
   * @param request an admission request
   * @param input whether the client types, and nobody else then
   */
  @Tag("submit")
  record Submit(JsonObject request, boolean input) implements ClientMessage {

    private static final Rules RULES = Rules.of(Submit.class);

    public Submit {
      RULES.check(request, input).orThrow();
    }
  }

  /**
   * Reads a stream. Once for each stream.
   *
   * @param from offset of the first byte wanted
   */
  @Tag("read")
  record Read(StreamName stream, @Range(min = 0) long from) implements ClientMessage {

    private static final Rules RULES = Rules.of(Read.class);

    public Read {
      RULES.check(stream, from).orThrow();
    }
  }

  /**
   * Has done with the output up to an offset, so that as much again may be sent.
   *
   * @param offset after the last byte that is done with
   */
  @Tag("ack")
  record Ack(StreamName stream, @Range(min = 0) long offset) implements ClientMessage {

    private static final Rules RULES = Rules.of(Ack.class);

    public Ack {
      RULES.check(stream, offset).orThrow();
    }
  }

  /** Closes an input. */
  @Tag("eof")
  record Eof(StreamName stream) implements ClientMessage {

    private static final Rules RULES = Rules.of(Eof.class);

    public Eof {
      RULES.check(stream).orThrow();
    }
  }

  /** A wish about the running effect, which is answered under its number. */
  sealed interface Steering extends ClientMessage {

    /** The client's number for it. */
    long id();

    EffectControl wish();
  }

  /** Makes the terminal another size. */
  @Tag("resize")
  record Resize(
      @Range(min = 0) long id,
      @Range(min = 1, max = 65_535) int cols,
      @Range(min = 1, max = 65_535) int rows)
      implements Steering {

    private static final Rules RULES = Rules.of(Resize.class);

    public Resize {
      RULES.check(id, cols, rows).orThrow();
    }

    @Override
    public EffectControl wish() {
      return new EffectControl.Resize(cols, rows);
    }
  }

  /** Sends a signal. */
  @Tag("signal")
  record Signal(@Range(min = 0) long id, SignalName name) implements Steering {

    private static final Rules RULES = Rules.of(Signal.class);

    public Signal {
      RULES.check(id, name).orThrow();
    }

    @Override
    public EffectControl wish() {
      return new EffectControl.Signal(name);
    }
  }

  /** Interrupts, in the way that the order says. */
  @Tag("interrupt")
  record Interrupt(@Range(min = 0) long id) implements Steering {

    private static final Rules RULES = Rules.of(Interrupt.class);

    public Interrupt {
      RULES.check(id).orThrow();
    }

    @Override
    public EffectControl wish() {
      return new EffectControl.Interrupt();
    }
  }

  /**
   * Asks for the execution to be stopped.
   *
   * @param reason why; absent means that the caller wants it
   */
  @Tag("cancel")
  record Cancel(Optional<CancelReason> reason) implements ClientMessage {

    private static final Rules RULES = Rules.of(Cancel.class);

    public Cancel {
      RULES.check(reason).orThrow();
    }
  }

  /** Leaves an execution that the client is attached to; it goes on. */
  @Tag("detach")
  record Detach() implements ClientMessage {}
}
