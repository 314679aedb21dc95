package io.executionplane.journal.anchor;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogEntry.Anchor;
import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.contracts.evidence.log.TreeHead;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.journal.log.Checkpoint;
import io.executionplane.journal.log.LogTree;
import io.executionplane.journal.log.SignedCheckpoint;
import io.executionplane.journal.log.SigningKey;
import io.executionplane.journal.log.TiledTree;
import io.executionplane.journal.log.VerifierKey;
import io.executionplane.journal.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The one writer of a journal's log.
 *
 * <p>A batch of entries, the tree over them and the signed checkpoint become durable in one
 * transaction, which fails if another writer has opened the log since. Only then is the checkpoint
 * kept outside the database, and returned to be published. Before a checkpoint is signed, the new
 * tree is proven to go on from the last one.
 *
 * <p>For one thread at a time. Its methods wait for the database.
 */
public final class EvidenceLog implements ErasureLog {

  /** Most entries of one batch. */
  public static final int BATCH_MAX = 2048;

  /** Most keys that a log may have had: so many fit into the list of keys of an export. */
  static final int KEYS_MAX = 512;

  private final DataSource database;
  private final LastCheckpoint outside;
  private final LogKeyFile keyFile;
  private final Clock clock;
  private SigningKey key;
  private LogState state;
  private LogTree tree;

  EvidenceLog(
      DataSource database,
      LastCheckpoint outside,
      LogKeyFile keyFile,
      SigningKey key,
      Clock clock,
      LogState state,
      LogTree tree) {
    this.database = database;
    this.outside = outside;
    this.keyFile = keyFile;
    this.key = key;
    this.clock = clock;
    this.state = state;
    this.tree = tree;
  }

  // --- Opening

  /**
   * Opens the log to write, and shuts every earlier writer out. Begins it where there is none: with
   * a new key, in {@code log-key.pem}, and a name of its own. Finishes a change of keys that was
   * interrupted.
   *
   * @param directory where key and last checkpoint are kept, outside the database
   * @throws RollbackFoundException if the database lacks what the last checkpoint promised
   * @throws StoreException if the store was moved, the log is damaged, or its key is missing or
   *     another
   */
  public static EvidenceLog open(DataSource database, Path directory, Clock clock) {
    return new LogOpening(database, directory, clock).open();
  }

  /**
   * Opens a log that {@link #open} refuses for its rollback, and records that the loss is accepted.
   *
   * @param by who accepts it
   */
  public static EvidenceLog acceptRollback(
      DataSource database, Path directory, Clock clock, String by) {
    return new LogOpening(database, directory, clock).acceptRollback(by);
  }

  // --- Writing

  /** The log's name: the origin of its checkpoints. */
  public LogName name() {
    return state.log();
  }

  /** The key that signs for it. */
  public VerifierKey key() {
    return key.verifier();
  }

  /** How far it has come. */
  public TreeHead head() {
    return tree.head();
  }

  /**
   * Adds entries, in this order, and leaves out anchors that say nothing new: of each execution
   * those that are not ahead of what is anchored. So an anchor may be handed in again.
   *
   * @param entries at most {@link #BATCH_MAX}
   * @return the checkpoint over them, durable; empty if nothing was new
   * @throws LogFencedException if another writer has opened the log
   * @throws LogUnreadableException if the database failed; whether the entries are in the log is
   *     then not known, and the log must be opened anew
   */
  public Optional<SignedCheckpoint> append(List<? extends LogEntry> entries) {
    return append(entries, Optional.empty());
  }

  /**
   * Says of content that it was destroyed, before it is. What is to be destroyed is noted in the
   * same transaction.
   *
   * @throws LogFencedException as {@link #append}
   * @throws LogUnreadableException as {@link #append}
   */
  @Override
  public void declare(List<AnchoredHead> heads, List<ErasedContent> contents) {
    var at = clock.instant();
    var entries = new ArrayList<LogEntry>();
    heads.forEach(head -> entries.add(head.anchor(name(), at)));
    contents.forEach(content -> entries.add(content.entry(name(), at)));
    append(entries);
  }

  /**
   * Changes the key. The new one is durable in a file before the log names it, and both sign the
   * checkpoint at which it does; the secret of the one before is given up last. Whatever interrupts
   * this, the log opens again, with one key or the other.
   *
   * @param reason why, for a person; at most {@link LogEntry#REASON_LENGTH_MAX} characters
   * @throws StoreException if the key was changed too often, or a file cannot be written
   * @throws LogFencedException as {@link #append}
   * @throws LogUnreadableException as {@link #append}
   */
  public KeyChange changeKey(String reason) {
    var next = SigningKey.generate(name().text());
    var before = key;
    var at = clock.instant();
    var batch =
        List.of(
            new LogEntry.KeyAdded(name(), next.verifier().logKey(), reason, at),
            new LogEntry.KeyRetired(name(), before.verifier().logKey(), reason, at));
    if (new LogReader(database).handovers(head().size()).size() + 1 >= KEYS_MAX) {
      throw new StoreException("A log has at most " + KEYS_MAX + " keys.");
    }
    keyFile.prepare(next);
    append(batch, Optional.of(next));
    flush();
    keyFile.promote();
    return new KeyChange(before.verifier(), next.verifier());
  }

  /** Before the old key is given up, the handover must be on the disk. */
  private void flush() {
    try (var connection = database.getConnection()) {
      LogTable.flush(connection);
    } catch (SQLException failure) {
      throw new LogUnreadableException(failure);
    }
  }

  private Optional<SignedCheckpoint> append(
      List<? extends LogEntry> entries, Optional<SigningKey> next) {
    if (entries.size() > BATCH_MAX) {
      throw new IllegalArgumentException("at most " + BATCH_MAX + " entries at once");
    }
    var checkpoint = commit(entries, next);
    checkpoint.ifPresent(outside::write);
    return checkpoint;
  }

  private Optional<SignedCheckpoint> commit(
      List<? extends LogEntry> entries, Optional<SigningKey> next) {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        return commit(connection, fresh(connection, entries), next);
      } catch (SQLException | RuntimeException failed) {
        connection.rollback();
        throw failed;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException failure) {
      throw new LogUnreadableException(failure);
    }
  }

  private Optional<SignedCheckpoint> commit(
      Connection connection, List<NewEntry> fresh, Optional<SigningKey> next) throws SQLException {
    if (fresh.isEmpty()) {
      return Optional.empty();
    }
    var growth =
        tree.grow(
            fresh.stream().map(each -> LogEntry.leafHash(each.canonical().toArray())).toList());
    LogTable.insertEntries(connection, tree.size(), fresh);
    notePending(connection, fresh);
    LogTable.putTiles(connection, tree.size(), growth.tiles());
    var grown = growth.tree();
    requireConsistent(connection, grown);
    var signers = Stream.concat(Stream.of(key), next.stream()).toList();
    var checkpoint = sign(name(), grown.head(), signers);
    if (next.isPresent()) {
      LogTable.insertHandover(connection, grown.size(), checkpoint.bytes());
    }
    var moved =
        new LogState(name(), state.writer(), grown.head(), Bytes.copyOf(checkpoint.bytes()));
    if (!LogTable.advance(connection, state, moved)) {
      throw new LogFencedException(name().text());
    }
    connection.commit();
    state = moved;
    tree = grown;
    key = next.orElse(key);
    return Optional.of(checkpoint);
  }

  private void notePending(Connection connection, List<NewEntry> fresh) throws SQLException {
    var erased =
        IntStream.range(0, fresh.size())
            .filter(i -> fresh.get(i).entry() instanceof LogEntry.Erased)
            .mapToObj(i -> tree.size() + i)
            .toList();
    if (!erased.isEmpty()) {
      LogTable.insertPending(connection, erased);
    }
  }

  /** From the tiles that are about to be committed, not from what this writer remembers. */
  private void requireConsistent(Connection connection, LogTree grown) {
    var stored = new TiledTree(grown.size(), new ConnectedTiles(connection));
    var proof = stored.proveGrowthFrom(tree.size());
    if (!proof.verifies(tree.head().root(), grown.head().root())) {
      throw new IllegalStateException("the log would not go on from its last checkpoint");
    }
  }

  static SignedCheckpoint sign(LogName name, TreeHead head, List<SigningKey> keys) {
    return SignedCheckpoint.sign(new Checkpoint(name.text(), head), keys);
  }

  // --- What is new

  private static List<NewEntry> fresh(Connection connection, List<? extends LogEntry> entries)
      throws SQLException {
    var refs = new ArrayList<ExecutionRef>();
    for (var entry : entries) {
      if (entry instanceof Anchor anchor) {
        refs.add(anchor.execution());
      }
    }
    var anchored =
        refs.isEmpty()
            ? new HashMap<ExecutionRef, Long>()
            : new HashMap<>(LogTable.anchored(connection, refs.stream().distinct().toList()));
    var fresh = new ArrayList<NewEntry>();
    for (var entry : entries) {
      if (!(entry instanceof Anchor anchor)) {
        fresh.add(NewEntry.of(entry));
      } else if (anchor.seq() > anchored.getOrDefault(anchor.execution(), 0L)) {
        anchored.put(anchor.execution(), anchor.seq());
        fresh.add(NewEntry.of(entry));
      }
    }
    return fresh;
  }
}
