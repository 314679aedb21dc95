package io.executionplane.journal.sink;

import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.follow.JournalLook;
import io.executionplane.journal.follow.JournalPosition;
import io.executionplane.journal.read.JournalReadException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds one sink, step by step: look, deliver, remember. What was delivered and not remembered, or
 * not known to be delivered, is delivered again.
 */
final class SinkFeeder {

  private static final Logger LOG = LoggerFactory.getLogger(SinkFeeder.class);

  private static final String HELD =
      "too many gaps before the new events: they wait until the store is idle for a moment";

  private final EvidenceSink sink;
  private final SinkTable table;
  private final JournalLook<RecordedEvent> look;
  private final SinkSettings settings;
  private final SinkCall call;
  private final Backoff backoff;
  private final Clock clock;
  private @Nullable JournalPosition position;
  private volatile SinkStatus status;

  SinkFeeder(
      EvidenceSink sink,
      SinkTable table,
      JournalLook<RecordedEvent> look,
      SinkSettings settings,
      Clock clock,
      RandomGenerator random) {
    this.sink = sink;
    this.table = table;
    this.look = look;
    this.settings = settings;
    this.call = new SinkCall(sink);
    this.backoff = new Backoff(settings.retryMin(), settings.retryMax(), random);
    this.clock = clock;
    this.status = SinkStatus.unknown(sink.sinkId());
  }

  /**
   * What a step came to.
   *
   * @param delivered whether events were delivered, so that there may be more at once
   * @param pause how long to wait for the next step
   */
  record Step(boolean delivered, Duration pause) {}

  /** Finds out where the sink stands, so that its status is true before the first step. */
  void begin() {
    status = status.at(position(), 0, 0);
  }

  /** Delivers what comes next, if anything does. Never throws what a sink or a database throws. */
  Step step() {
    try {
      return feed();
    } catch (DeliveryFailedException refused) {
      return failed(String.valueOf(refused.getMessage()), refused.retryAfter());
    } catch (JournalReadException unreadable) {
      return failed(String.valueOf(unreadable.getMessage()), Optional.empty());
    } catch (RuntimeException failure) {
      return failed(failure.getClass().getName(), Optional.empty());
    }
  }

  private Step feed() {
    var from = position();
    var found = look.from(from);
    var deliver = !found.taken().isEmpty();
    if (deliver) {
      call.deliver(found.taken(), settings.deliverWithin());
    }
    if (!found.next().equals(from)) {
      table.save(sink.sinkId(), found.next());
      position = found.next();
    }
    status = status.at(found.next(), found.unreadable(), found.taken().size());
    if (found.held()) {
      status = status.noting(HELD);
    }
    return new Step(deliver, deliver ? Duration.ZERO : settings.pollEvery());
  }

  private JournalPosition position() {
    var known = position;
    if (known == null) {
      known = table.position(sink.sinkId());
      position = known;
    }
    return known;
  }

  private Step failed(String error, Optional<Duration> retryAfter) {
    var failures = status.failures() + 1;
    var pause = backoff.after(failures, retryAfter);
    if (failures == 1) { // Without the exception, whose message may quote an event or a secret.
      LOG.warn("the sink {} does not take events: {}", sink.sinkId(), error);
    }
    status = status.failed(error, Optional.of(clock.instant().plus(pause)));
    return new Step(false, pause);
  }

  /** How the sink is doing, as far as the feeder knows. */
  SinkStatus status() {
    return status;
  }

  String sinkId() {
    return sink.sinkId();
  }

  /** Stops waiting for the sink. */
  void abandon() {
    call.abandon();
  }

  /** Frees the sink. */
  void closeSink() {
    sink.close();
  }
}
