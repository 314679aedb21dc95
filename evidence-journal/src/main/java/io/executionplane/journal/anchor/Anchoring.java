package io.executionplane.journal.anchor;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.contracts.execution.ExecutionRef;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
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
public final class Anchoring implements ErasureLog, AutoCloseable {

  /** Heads that wait in memory at most. Beyond them they are looked up in the journal. */
  static final int WAITING_MAX = 100_000;

  /** Other entries that wait at most; beyond them {@link #record} fails. */
  private static final int NOTES_MAX = 1024;

  /** Entries of one batch that are no anchors. */
  private static final int NOTES_AT_ONCE = 256;

  private static final String NOT_WRITTEN = "the log is not written any more";
  private static final Logger LOG = LoggerFactory.getLogger(Anchoring.class);
  private static final Duration PAUSE_MIN = Duration.ofMillis(100);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(10);
  private static final Duration DECLARED_WITHIN = Duration.ofSeconds(30);

  private final Supplier<EvidenceLog> opener;
  private final UnanchoredHeads unanchored;
  private final LogReader reader;
  private final LogName name;
  private final Clock clock;
  private final Duration every;
  private final Duration closeWithin;
  private final WaitingHeads waiting = new WaitingHeads(WAITING_MAX);
  private final WaitingNotes notes = new WaitingNotes(NOTES_MAX);
  private final Map<ExecutionRef, List<CompletableFuture<Done>>> askers = new HashMap<>();
  private final Thread writer = new Thread(this::write, "evidence-log-writer");
  private EvidenceLog log;
  private boolean broken;
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
    this.reader = new LogReader(database);
    this.name = log.name();
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
      asked.completeExceptionally(new IllegalStateException(NOT_WRITTEN));
    } else if (isIdle() && !writing) {
      asked.complete(Done.getInstance());
    } else {
      askers.computeIfAbsent(ref, key -> new ArrayList<>()).add(asked);
      notifyAll();
    }
    return asked;
  }

  /**
   * Puts something into the log that no journal has: what happened to the node, or to the log.
   *
   * @param entry makes it, for the log of this name
   * @return completes once it is under a signed checkpoint; fails when too much waits, and when
   *     that is not known at the time this is closed
   */
  public synchronized CompletionStage<Done> record(Function<LogName, LogEntry> entry) {
    if (closing || !writer.isAlive()) {
      return CompletableFuture.failedStage(new IllegalStateException(NOT_WRITTEN));
    }
    var recorded = notes.put(entry.apply(name));
    notifyAll();
    return recorded;
  }

  /**
   * As {@link ErasureLog} says. Waits for at most half a minute for each few entries.
   *
   * @throws LogUnreadableException if it is not known to be durable
   */
  @Override
  public void declare(List<AnchoredHead> heads, List<ErasedContent> contents) {
    heads.forEach(this::changed);
    var at = clock.instant();
    for (var from = 0; from < contents.size(); from += NOTES_AT_ONCE) {
      var some = contents.subList(from, Math.min(contents.size(), from + NOTES_AT_ONCE));
      await(some.stream().map(each -> record(log -> each.entry(log, at))).toList());
    }
  }

  private static void await(List<CompletionStage<Done>> recorded) {
    var all =
        CompletableFuture.allOf(
            recorded.stream()
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture<?>[]::new));
    try {
      all.get(DECLARED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new LogUnreadableException("the log was not written", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new LogUnreadableException("interrupted while the log was written", interrupted);
    }
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
        reopenIfBroken();
        writeWhatWaits();
        answer();
        pause = PAUSE_MIN;
      } catch (LogFencedException fenced) {
        LOG.error("{}: this node anchors nothing any more", fenced.getMessage());
        break;
      } catch (RuntimeException failed) {
        broken = true;
        if (isClosedWithin(pause)) {
          break;
        }
        LOG.warn("the log could not be written {} ms ago, now again", pause.toMillis(), failed);
        pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause.multipliedBy(2);
      }
    }
    giveUp();
  }

  /** What a failed write left behind is not known: only a log that was read again may go on. */
  private void reopenIfBroken() {
    if (broken) {
      var before = log.head().size();
      log = opener.get();
      forgetWritten(before);
      broken = false;
    }
  }

  /** Waits until there is something to write, and then for more, unless somebody waits for it. */
  private synchronized boolean awaitWork() {
    writing = false;
    try {
      while (isIdle() && !closing) {
        wait();
      }
      var until = System.nanoTime() + every.toNanos();
      while (!isHurried() && until > System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
      }
    } catch (InterruptedException interrupted) {
      return false;
    }
    writing = !isIdle();
    return writing;
  }

  private boolean isIdle() {
    return waiting.isIdle() && notes.isEmpty();
  }

  private boolean isHurried() {
    return closing || !askers.isEmpty() || waiting.isUrgent() || !notes.isEmpty();
  }

  private void writeWhatWaits() {
    var batch = take();
    try {
      appendNotes();
      append(batch);
    } catch (RuntimeException failed) {
      // Whether it was written is not known. The journal knows what is not.
      lookAgain();
      throw failed;
    }
  }

  private void appendNotes() {
    for (var some = someNotes(); !some.isEmpty(); some = someNotes()) {
      log.append(some.stream().map(note -> note.entry().entry()).toList());
      written(some);
    }
  }

  private synchronized List<WaitingNotes.Note> someNotes() {
    return notes.first(NOTES_AT_ONCE);
  }

  private synchronized void written(List<WaitingNotes.Note> some) {
    notes.written(some);
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

  /** The write that failed may have happened. */
  private void forgetWritten(long before) {
    var entries = reader.entries(before, EvidenceLog.BATCH_MAX);
    synchronized (this) {
      notes.found(entries);
    }
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
    var failure = new IllegalStateException(NOT_WRITTEN);
    askers.values().forEach(all -> all.forEach(asker -> asker.completeExceptionally(failure)));
    askers.clear();
    notes.giveUp(failure);
  }
}
