package io.executionplane.lanes.process.guest;

import io.executionplane.contracts.surface.RequiredCapabilities;
import io.executionplane.lanes.process.guest.GuestDialer.Resumption;
import io.executionplane.lanes.process.guest.bridge.Arrivals;
import io.executionplane.lanes.process.guest.bridge.BridgeException;
import io.executionplane.lanes.process.guest.bridge.Frame;
import io.executionplane.lanes.process.guest.bridge.Link;
import io.executionplane.lanes.process.guest.bridge.Outbox;
import io.executionplane.lanes.process.guest.bridge.SessionExtension.Terms;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps one conversation going for as long as it takes: over one connection, and when that is cut,
 * over the next, if it comes in time.
 */
final class GuestSession {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final GuestDialer dialer;
  private final GuestTargetSettings settings;
  private final ScheduledExecutorService clock;
  private final RequiredCapabilities required;
  private final Outbox outbox;
  private final Arrivals arrivals = new Arrivals();
  private final Conversation conversation;

  GuestSession(
      GuestDialer dialer,
      GuestTargetSettings settings,
      ScheduledExecutorService clock,
      RequiredCapabilities required,
      Outbox outbox,
      Conversation conversation) {
    this.dialer = dialer;
    this.settings = settings;
    this.clock = clock;
    this.required = required;
    this.outbox = outbox;
    this.conversation = conversation;
  }

  /** Holds the thread until the conversation is over. */
  void carry(Attachment first) {
    var next = Optional.of(first);
    try {
      while (next.isPresent()) {
        var terms = next.get().terms();
        if (!isCut(next.get())) {
          return;
        }
        next = terms.isPresent() ? reconnect(terms.get()) : Optional.empty();
      }
      conversation.lost(GuestFailures.connectionLost(settings.address()));
    } catch (BridgeException refused) {
      conversation.lost(GuestFailures.refused(refused));
    } catch (RuntimeException broken) {
      conversation.lost(GuestFailures.broken(broken));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      conversation.lost(GuestFailures.connectionLost(settings.address()));
    }
  }

  /** Whether the conversation was not over when its connection ended. */
  private boolean isCut(Attachment attachment) throws BridgeException {
    try {
      var received = attachment.terms().map(Terms::received).orElse(0L);
      var connection = outbox.connect(received);
      var link = new Link(attachment.frames(), outbox, arrivals, clock);
      attachment
          .terms()
          .ifPresent(
              terms -> link.beating(Duration.ofMillis(terms.heartbeatMs()), conversation::beat));
      link.carry(connection, this::arrived, broken -> conversation.goodbye());
    } catch (BridgeException broken) {
      throw broken;
    } catch (IOException cut) {
      return !outbox.isClosed(); // Why is of no use to anybody: it is made again, or lost.
    } finally {
      attachment.frames().close();
    }
    return !outbox.isClosed();
  }

  private void arrived(Frame frame) throws IOException {
    conversation.arrived(frame);
    try {
      conversation.awaitRoom();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", stopped);
    }
  }

  /** Tries until there is one, or it is too late, or the agent wants no more of it. */
  private Optional<Attachment> reconnect(Terms terms) throws InterruptedException {
    var within = Math.min(terms.lingerMs(), settings.resumeWithin().toMillis());
    var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(within);
    var pause = FIRST_PAUSE;
    while (System.nanoTime() - end < 0 && !outbox.isClosed()) {
      try {
        var again = new Resumption(terms.resumeToken(), arrivals.count());
        return Optional.of(dialer.attach(required, Optional.of(again)));
      } catch (BridgeException refused) {
        return Optional.empty();
      } catch (IOException notYet) {
        outbox.awaitClosed(pause);
        pause = longer(pause);
      }
    }
    return Optional.empty();
  }

  private static Duration longer(Duration pause) {
    var doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }
}
