package io.executionplane.lanes.process.guest.agent;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.lanes.process.guest.bridge.Arrivals;
import io.executionplane.lanes.process.guest.bridge.BridgeError;
import io.executionplane.lanes.process.guest.bridge.BridgeException;
import io.executionplane.lanes.process.guest.bridge.Frame;
import io.executionplane.lanes.process.guest.bridge.Frame.Event;
import io.executionplane.lanes.process.guest.bridge.Frames;
import io.executionplane.lanes.process.guest.bridge.Link;
import io.executionplane.lanes.process.guest.bridge.Numbered;
import io.executionplane.lanes.process.guest.bridge.Op;
import io.executionplane.lanes.process.guest.bridge.Outbox;
import io.executionplane.lanes.process.guest.bridge.Payload;
import io.executionplane.lanes.process.guest.bridge.SessionExtension.Terms;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A session and the connection that it goes over, one at a time: whoever resumes it takes the place
 * of the connection before, which this end may not have seen break yet. Without one for too long,
 * the session is ended.
 */
final class CarriedSession {

  private static final long REPLACE_SECONDS_MAX = 5;

  private final AgentParts parts;
  private final SessionTerms terms;
  private final String ref;
  private final Outbox outbox;
  private final Arrivals arrivals = new Arrivals();
  private final HostedSession session;
  private @Nullable Turn current;
  private @Nullable Future<?> lingering;

  /** A connection and its end. Not a record: two of the same parts are still two. */
  private static final class Turn {
    private final Frames frames;
    private final CountDownLatch over = new CountDownLatch(1);

    Turn(Frames frames) {
      this.frames = frames;
    }
  }

  /**
   * A new session.
   *
   * @param ref what it is called
   */
  CarriedSession(AgentParts parts, SessionTerms terms, String ref) {
    this.parts = parts;
    this.terms = terms;
    this.ref = ref;
    this.outbox = new Outbox(terms.extended());
    this.session = new HostedSession(parts, terms, outbox);
  }

  String ref() {
    return ref;
  }

  SessionTerms terms() {
    return terms;
  }

  /** Completes when nothing of it is left. */
  CompletionStage<String> over() {
    return session.over();
  }

  /**
   * Goes over a connection until that ends; holds the thread.
   *
   * @param received how many numbered frames have arrived at the node
   * @param reply the answer to its attach, by how many have arrived here
   * @throws BridgeException when there is nothing to go on with
   */
  void carry(Frames frames, long received, Function<Long, Frame> reply) throws IOException {
    var mine = new Turn(frames);
    try {
      replace(mine);
      frames.write(Numbered.none(reply.apply(arrivals.count())));
      var connection = outbox.connect(received);
      var link = new Link(frames, outbox, arrivals, parts.clock());
      if (terms.extended()) {
        link.beating(terms.heartbeat(), () -> new Event(Op.HEARTBEAT, Payload.none()));
      }
      link.carry(connection, this::arrived, Answers::error);
    } catch (BridgeException broken) {
      session.end();
      throw broken;
    } finally {
      frames.close();
      mine.over.countDown();
      leave(mine);
    }
  }

  private void arrived(Frame frame) throws IOException {
    session.arrived(frame);
    if (session.isEnding()) {
      throw new IOException("closed");
    }
  }

  private void replace(Turn mine) throws IOException {
    var before = take(mine);
    if (before.isPresent()) {
      before.get().frames.close();
      await(before.get().over);
    }
    if (!isCurrent(mine)) {
      throw new IOException("replaced by another connection");
    }
    if (session.isEnding()) {
      throw new BridgeException(BridgeError.UNKNOWN_SESSION, "the session was ended");
    }
  }

  private synchronized Optional<Turn> take(Turn mine) {
    var before = Optional.ofNullable(current);
    current = mine;
    if (lingering != null) {
      lingering.cancel(false);
    }
    return before;
  }

  private synchronized boolean isCurrent(Turn turn) {
    return current == turn;
  }

  private static void await(CountDownLatch over) throws IOException {
    try {
      if (!over.await(REPLACE_SECONDS_MAX, TimeUnit.SECONDS)) {
        throw new IOException("the connection before does not end");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", stopped);
    }
  }

  private synchronized void leave(Turn mine) {
    if (current != mine) {
      return;
    }
    current = null;
    if (terms.linger().isZero() || session.isEnding()) {
      session.end();
    } else {
      lingering =
          parts.clock().schedule(this::end, terms.linger().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** The terms as they are told with an answer. */
  Terms told(long received, Optional<Bytes> signature) {
    return terms.told(received, signature);
  }

  /** Kills what it started, and lets its connection go. */
  void end() {
    session.end();
    cutConnection();
  }

  private synchronized void cutConnection() {
    if (current != null) {
      current.frames.close();
    }
  }
}
