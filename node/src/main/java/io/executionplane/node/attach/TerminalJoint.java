package io.executionplane.node.attach;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.live.OutputFrame;
import io.executionplane.node.input.ExecutionInput;
import io.executionplane.node.input.InputRefusal;
import io.executionplane.node.input.InputReply;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Joins a person's terminal to that of a command, for as long as he is attached: what he types goes
 * there, what it shows comes here, and its size follows. What he may not do is left out, so one who
 * may only read types to nobody; he leaves by his detach keys all the same.
 */
public final class TerminalJoint {

  /** How many pieces may be typed that the command has not taken; more are lost, as elsewhere. */
  private static final int TYPED_AHEAD_MAX = 1_024;

  private static final CompletionStage<Done> NOTHING_TO_DO =
      CompletableFuture.completedStage(Done.getInstance());

  /** How long one who types waits where others have filled the input. */
  private static final Duration TYPE_AGAIN_AFTER = Duration.ofMillis(20);

  /** How a terminal and a command were parted. */
  public enum Parted {
    /** By the detach keys. */
    DETACHED,
    /** The person's terminal is gone. */
    HUNG_UP,
    /** The command's terminal has shown everything that it ever will. */
    ENDED,
    /** The attachment was over: its time was up, or it was taken back. */
    CUT
  }

  private final Attachment attachment;
  private final JoinedTerminal terminal;
  private final ClassicActorSystemProvider system;
  private final SharedKillSwitch parting = KillSwitches.shared("terminal");
  private final AtomicReference<@Nullable Parted> left = new AtomicReference<>();

  private TerminalJoint(
      Attachment attachment, JoinedTerminal terminal, ClassicActorSystemProvider system) {
    this.attachment = attachment;
    this.terminal = terminal;
    this.system = system;
  }

  /**
   * Joins them, until they are parted. The attachment ends with it.
   *
   * @param from offset of the first byte to be shown: what a terminal showed before is what it
   *     shows, so from 0 on the screen becomes what it is
   * @return how they were parted, once all that came before is shown; fails where the screen does
   * @throws IllegalArgumentException if the attachment is none to read
   */
  public static CompletionStage<Parted> join(
      Attachment attachment,
      long from,
      JoinedTerminal terminal,
      ClassicActorSystemProvider system) {
    var output =
        attachment
            .output()
            .orElseThrow(() -> new IllegalArgumentException("must be attached to read"));
    return new TerminalJoint(attachment, terminal, system)
        .begin(output.follow(StreamName.PTY, from));
  }

  private CompletionStage<Parted> begin(Source<OutputFrame, NotUsed> output) {
    type();
    followSizes();
    return output
        .via(parting.flow())
        .collectType(OutputFrame.Bytes.class)
        .map(OutputFrame.Bytes::bytes)
        .recoverWith(AttachmentOver.class, this::cut)
        .toMat(terminal.screen(), Keep.right())
        .run(system)
        .thenApply(shown -> parted(Parted.ENDED))
        .whenComplete((how, failure) -> leave());
  }

  private Source<ByteString, NotUsed> cut() {
    parted(Parted.CUT);
    return Source.empty();
  }

  /** Only the first way counts. */
  private Parted parted(Parted how) {
    var first = left.compareAndExchange(null, how);
    return first == null ? how : first;
  }

  private void leave() {
    parting.shutdown();
    attachment.detach();
  }

  // --- Towards the command

  private void type() {
    var watch = terminal.detachKeys().watch();
    var input = attachment.input().map(inputs -> inputs.of(StreamName.STDIN));
    terminal
        .keys()
        .via(parting.flow())
        .map(typed -> watched(watch, typed))
        .concatLazy(Source.lazySingle(watch::rest))
        .filter(bytes -> !bytes.isEmpty())
        // So that the detach keys are seen also where the command takes nothing.
        .buffer(TYPED_AHEAD_MAX, OverflowStrategy.dropTail())
        .mapAsync(1, bytes -> handIn(input, bytes))
        .runWith(Sink.ignore(), system)
        .whenComplete(
            (done, failure) -> {
              parted(Parted.HUNG_UP);
              parting.shutdown();
            });
  }

  private ByteString watched(DetachKeys.Watch watch, ByteString typed) {
    var passed = watch.passed(typed);
    if (watch.isPressed()) {
      parted(Parted.DETACHED);
      parting.shutdown();
    }
    return passed;
  }

  /** Input that nobody takes any more does not end the looking on. */
  private CompletionStage<Done> handIn(Optional<ExecutionInput> input, ByteString bytes) {
    return input
        .map(into -> into.append(bytes).thenCompose(reply -> again(reply, input, bytes)))
        .orElse(NOTHING_TO_DO);
  }

  private CompletionStage<Done> again(
      InputReply reply, Optional<ExecutionInput> input, ByteString bytes) {
    var isFull =
        reply instanceof InputReply.Refused refused
            && refused.refusal() == InputRefusal.INPUT_BUFFER_FULL;
    return isFull && left.get() == null
        ? Patterns.after(TYPE_AGAIN_AFTER, system, () -> handIn(input, bytes))
        : NOTHING_TO_DO;
  }

  private void followSizes() {
    attachment
        .control()
        .ifPresent(
            control ->
                terminal
                    .sizes()
                    .via(parting.flow())
                    .mapAsync(1, control::control)
                    .runWith(Sink.ignore(), system));
  }
}
