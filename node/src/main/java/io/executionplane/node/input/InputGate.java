package io.executionplane.node.input;

import io.executionplane.contracts.evidence.FlowPayload.InputAccepted;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.node.input.InputReply.Accepted;
import io.executionplane.node.input.InputReply.Ended;
import io.executionplane.node.input.InputReply.Refused;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Where input enters a running effect.
 *
 * <pre>
 * handed in ─▶ taken ─▶ (drawn by the recorder) ─▶ kept: acknowledged ─▶ the effect
 * </pre>
 *
 * <p>What is between taken and kept is bounded. Safe for use by many threads; never waits.
 */
public final class InputGate {

  /** Most calls that wait to be stored, and ranges by different people that wait to be recorded. */
  private static final int WAITING_MAX = 256;

  private static final ByteString LINE_FEED = ByteString.fromString("\n");

  private final StreamName stream;
  private final int bytesMax;
  private final boolean lines;
  private final Queue<ByteString> undrawn = new ArrayDeque<>();
  private final Queue<Pending> pending = new ArrayDeque<>();
  private final Deque<InputAccepted> unrecorded = new ArrayDeque<>();
  private @Nullable Handed last;
  private long taken;
  private long drawn;
  private long kept;
  private boolean closed;
  private Optional<String> closedBy = Optional.empty();
  private volatile Runnable wake = () -> {};

  /**
   * An open gate.
   *
   * @param bytesMax most bytes that are taken and not kept
   */
  public InputGate(StreamName stream, int bytesMax) {
    this(stream, bytesMax, false);
  }

  private InputGate(StreamName stream, int bytesMax, boolean lines) {
    this.stream = stream;
    this.bytesMax = bytesMax;
    this.lines = lines;
  }

  /**
   * An open gate where each call brings a line: one that does not end with a line feed gets one,
   * which counts as brought. So bringing nothing brings an empty line.
   */
  public static InputGate ofLines(StreamName stream, int bytesMax) {
    return new InputGate(stream, bytesMax, true);
  }

  /** A call that brought something, to know it again. */
  private record Handed(long from, Sha256 digest, CompletableFuture<InputReply> reply) {}

  /** A call that is answered once everything up to an offset is kept. */
  private record Pending(
      long from, long to, Optional<String> by, CompletableFuture<InputReply> reply) {

    void kept() {
      reply.complete(by.isPresent() ? new Accepted(from, to) : new Ended(to));
    }

    void dropped(InputRefusal refusal, long at) {
      reply.complete(by.isPresent() ? new Refused(refusal, at) : new Ended(at));
    }
  }

  // --- Whoever hands in

  /**
   * Takes bytes.
   *
   * @param expected offset of the first of them, if the caller says so
   * @param by who hands them in, for the record
   */
  CompletionStage<InputReply> append(OptionalLong expected, ByteString brought, String by) {
    var bytes = lines ? asLine(brought) : brought;
    var reply = new CompletableFuture<InputReply>();
    synchronized (this) {
      var digest = Sha256.of(bytes.toArrayUnsafe());
      var before = last;
      if (before != null && expected.isPresent() && isRepeated(expected.getAsLong(), digest)) {
        return before.reply();
      }
      var refusal = objection(expected, bytes.size());
      if (refusal.isPresent()) {
        return refused(refusal.get());
      }
      take(bytes, digest, by, reply);
    }
    wake.run();
    return reply;
  }

  private static ByteString asLine(ByteString brought) {
    return !brought.isEmpty() && brought.last() == (byte) '\n'
        ? brought
        : brought.concat(LINE_FEED).compact();
  }

  private boolean isRepeated(long from, Sha256 digest) {
    return last != null && last.from() == from && last.digest().equals(digest);
  }

  private Optional<InputRefusal> objection(OptionalLong expected, int size) {
    if (closed) {
      return Optional.of(InputRefusal.EXECUTION_INPUT_CLOSED);
    } else if (expected.isPresent() && expected.getAsLong() != taken) {
      return Optional.of(InputRefusal.INPUT_OFFSET_MISMATCH);
    } else if (size > bytesMax) {
      return Optional.of(InputRefusal.INPUT_TOO_LARGE);
    }
    return taken - kept + size > bytesMax || pending.size() + unrecorded.size() >= WAITING_MAX
        ? Optional.of(InputRefusal.INPUT_BUFFER_FULL)
        : Optional.empty();
  }

  private void take(
      ByteString bytes, Sha256 digest, String by, CompletableFuture<InputReply> reply) {
    last = new Handed(taken, digest, reply);
    if (bytes.isEmpty()) {
      reply.complete(new Accepted(taken, taken));
      return;
    }
    undrawn.add(bytes);
    pending.add(new Pending(taken, taken + bytes.size(), Optional.of(by), reply));
    taken += bytes.size();
  }

  /**
   * Takes nothing more.
   *
   * @param by who closes it, for the record
   */
  CompletionStage<InputReply> end(String by) {
    var reply = new CompletableFuture<InputReply>();
    synchronized (this) {
      if (!closed) {
        closed = true;
        closedBy = Optional.of(by);
      }
      if (taken == kept) {
        reply.complete(new Ended(taken));
      } else {
        pending.add(new Pending(taken, taken, Optional.empty(), reply));
      }
    }
    wake.run();
    return reply;
  }

  private CompletionStage<InputReply> refused(InputRefusal refusal) {
    return CompletableFuture.completedStage(new Refused(refusal, taken));
  }

  // --- The recorder, which draws

  /** What was handed in, as it comes, up to its end. Can be run once. */
  public Source<ByteString, NotUsed> source() {
    return Source.fromGraph(new GateStage(this));
  }

  /** From now on this is run, on any thread, when there is something new. */
  void onNews(Runnable news) {
    wake = news;
  }

  synchronized @Nullable ByteString draw() {
    var next = undrawn.poll();
    if (next != null) {
      drawn += next.size();
    }
    return next;
  }

  synchronized boolean isDrained() {
    return closed && undrawn.isEmpty();
  }

  /** Nothing is drawn any more: what was not is not taken, either. Idempotent. */
  void abandon() {
    synchronized (this) {
      closed = true;
      undrawn.clear();
      taken = drawn;
    }
    drop(InputRefusal.EXECUTION_INPUT_CLOSED, drawn());
  }

  private synchronized long drawn() {
    return drawn;
  }

  // --- The recorder, which keeps

  /** Everything up to an offset is stored, or need not be. */
  public void kept(long to) {
    var answered = new ArrayList<Pending>();
    synchronized (this) {
      kept = Math.max(kept, to);
      while (!pending.isEmpty() && pending.element().to() <= kept) {
        answered.add(pending.remove());
      }
      answered.forEach(this::note);
    }
    answered.forEach(Pending::kept);
  }

  private void note(Pending call) {
    call.by().ifPresent(by -> note(call.from(), call.to(), by));
  }

  private void note(long from, long to, String by) {
    var before = unrecorded.peekLast();
    if (before != null && before.by().equals(by) && before.to() == from) {
      unrecorded.removeLast();
      unrecorded.add(new InputAccepted(stream, before.from(), to, by));
    } else {
      unrecorded.add(new InputAccepted(stream, from, to, by));
    }
  }

  /** Nothing more will be kept. */
  public void over() {
    abandon();
    drop(InputRefusal.INPUT_NOT_STORED, kept());
  }

  private synchronized long kept() {
    return kept;
  }

  /** Answers those who brought something beyond an offset. */
  private void drop(InputRefusal refusal, long beyond) {
    List<Pending> dropped;
    synchronized (this) {
      dropped = pending.stream().filter(each -> each.to() > beyond).toList();
      pending.removeAll(dropped);
    }
    dropped.forEach(each -> each.dropped(refusal, beyond));
  }

  // --- The session, which records

  public StreamName stream() {
    return stream;
  }

  /** What was kept since this was last asked, and who handed it in. */
  public synchronized List<InputAccepted> takeAccepted() {
    var accepted = List.copyOf(unrecorded);
    unrecorded.clear();
    return accepted;
  }

  /** Who closed it; empty if it closed with the effect. */
  public synchronized Optional<String> closedBy() {
    return closedBy;
  }
}
