package io.executionplane.journal.anchor;

import io.executionplane.contracts.execution.ExecutionRef;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.pekko.Done;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the heads of chains into the log, on a thread of its own and never in the path of an
 * execution.
 *
 * <p>Heads may be told again and in any order of executions. Of one execution only the newest
 * waits. What does not fit is not lost: it is found again in the journal. When the database fails
 * it is tried again, with growing pauses, for as long as the node runs; when another writer has
 * opened the log, this one stops for ever.
 */
public final class Anchoring implements AutoCloseable {

  /** Heads that wait in memory at most. Beyond them they are looked up in the journal. */
  static final int WAITING_MAX = 100_000;

  private static final Logger LOG = LoggerFactory.getLogger(Anchoring.class);
  private static final Duration PAUSE_MIN = Duration.ofMillis(100);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(10);

  private final Supplier<EvidenceLog> opener;
  private final UnanchoredHeads unanchored;
  private final Clock clock;
  private final Duration every;
  private final Duration closeWithin;
  private final WaitingHeads waiting = new WaitingHeads(WAITING_MAX);
  private final Map<ExecutionRef, List<CompletableFuture<Done>>> askers = new HashMap<>();
  private final Thread writer = new Thread(this::write, "evidence-log-writer");
  private EvidenceLog log;
  private boolean closing;
  private boolean writing;

  private Anchoring(
      EvidenceLog log,
      Supplier<EvidenceLog> opener,
      DataSource database,
      Clock clock,
      AnchoringPace pace) {
    this.log = log;
    this.opener = opener;
    this.unanchored = new UnanchoredHeads(database);
    this.clock = clock;
    this.every = pace.every();
    this.closeWithin = pace.closeWithin();
  }

  /**
   * Opens the log and begins. Before it returns nobody else may write to the journal: what is there
   * by then, and is not anchored, is anchored first.
   *
   * @param opener opens the log to write; asked again after a failure
   * @throws RollbackFoundException as {@link EvidenceLog#open}
   */
  public static Anchoring start(
      Supplier<EvidenceLog> opener, DataSource database, Clock clock, AnchoringPace pace) {
    var anchoring = new Anchoring(opener.get(), opener, database, clock, pace);
    anchoring.unanchored.begin();
    anchoring.waiting.lookAgain();
    anchoring.writer.setDaemon(true);
    anchoring.writer.start();
    return anchoring;
  }

  /** An execution has come farther. Never waits. */
  public synchronized void changed(AnchoredHead head) {
    if (waiting.put(head)) {
      notifyAll();
    }
  }

  /**
   * Completes when everything that was told of an execution so far is in the log, under a signed
   * checkpoint; fails if that is not known when this is closed.
   */
  public synchronized CompletionStage<Done> anchored(ExecutionRef ref) {
    var asked = new CompletableFuture<Done>();
    if (!writer.isAlive()) {
      asked.completeExceptionally(new IllegalStateException("the log is not written any more"));
    } else if (waiting.isIdle() && !writing) {
      asked.complete(Done.getInstance());
    } else {
      askers.computeIfAbsent(ref, key -> new ArrayList<>()).add(asked);
      notifyAll();
    }
    return asked;
  }

  /** Writes what waits, for a bounded time. What is left is anchored at the next start. */
  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    try {
      // Never interrupted: H2 closes its file when a thread inside it is.
      writer.join(closeWithin.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  // --- The writer

  private void write() {
    var pause = PAUSE_MIN;
    while (awaitWork()) {
      try {
        writeWhatWaits();
        answer();
        pause = PAUSE_MIN;
      } catch (LogFencedException fenced) {
        LOG.error("{}: this node anchors nothing any more", fenced.getMessage());
        break;
      } catch (RuntimeException failed) {
        LOG.warn("the log could not be written, again in {} ms", pause.toMillis(), failed);
        if (!pauseAndReopen(pause)) {
          break;
        }
        pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause.multipliedBy(2);
      }
    }
    giveUp();
  }

  /** Waits until there is something to write, and then for more, unless somebody waits for it. */
  private synchronized boolean awaitWork() {
    writing = false;
    try {
      while (waiting.isIdle() && !closing) {
        wait();
      }
      var until = System.nanoTime() + every.toNanos();
      while (!closing && askers.isEmpty() && !waiting.isUrgent() && until > System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
      }
    } catch (InterruptedException interrupted) {
      return false;
    }
    writing = !waiting.isIdle();
    return writing;
  }

  private void writeWhatWaits() {
    var batch = take();
    try {
      append(batch);
    } catch (RuntimeException failed) {
      // Whether it was written is not known. The journal knows what is not.
      lookAgain();
      throw failed;
    }
  }

  private void append(WaitingHeads.Batch batch) {
    append(batch.heads());
    if (batch.looksAgain()) {
      var page = unanchored.page(unanchored.settled());
      while (!page.heads().isEmpty() || !page.isLast()) {
        append(page.heads());
        page = unanchored.page(page.last());
      }
      unanchored.settle();
    }
  }

  private void append(List<AnchoredHead> heads) {
    var at = clock.instant();
    log.append(heads.stream().map(head -> head.anchor(log.name(), at)).toList());
  }

  private synchronized WaitingHeads.Batch take() {
    return waiting.take(EvidenceLog.BATCH_MAX);
  }

  private synchronized void lookAgain() {
    waiting.lookAgain();
  }

  /** Answers those whose execution no longer waits. */
  private synchronized void answer() {
    writing = false;
    var each = askers.entrySet().iterator();
    while (each.hasNext()) {
      var asked = each.next();
      if (!waiting.holds(asked.getKey())) {
        asked.getValue().forEach(asker -> asker.complete(Done.getInstance()));
        each.remove();
      }
    }
  }

  /**
   * @return false if this was closed meanwhile
   */
  private boolean pauseAndReopen(Duration pause) {
    if (isClosedWithin(pause)) {
      return false;
    }
    try {
      log = opener.get();
    } catch (RuntimeException stillFailing) {
      LOG.debug("the log could not be opened", stillFailing);
    }
    return true;
  }

  private synchronized boolean isClosedWithin(Duration pause) {
    var until = System.nanoTime() + pause.toNanos();
    try {
      while (!closing && until > System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
      }
      return closing;
    } catch (InterruptedException interrupted) {
      return true;
    }
  }

  private synchronized void giveUp() {
    var failure = new IllegalStateException("the log is not written any more");
    askers.values().forEach(all -> all.forEach(asker -> asker.completeExceptionally(failure)));
    askers.clear();
  }
}
