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
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
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
public final class EvidenceLog {

  /** Most entries of one batch. */
  public static final int BATCH_MAX = 2048;

  private static final String NAME_PREFIX = "execution-plane/";
  private static final int NAME_BYTES = 8;

  private final DataSource database;
  private final LastCheckpoint outside;
  private final SigningKey key;
  private final Clock clock;
  private LogState state;
  private LogTree tree;

  private EvidenceLog(
      DataSource database,
      LastCheckpoint outside,
      SigningKey key,
      Clock clock,
      LogState state,
      LogTree tree) {
    this.database = database;
    this.outside = outside;
    this.key = key;
    this.clock = clock;
    this.state = state;
    this.tree = tree;
  }

  // --- Opening

  /**
   * Opens the log to write, and shuts every earlier writer out. Begins it where there is none: with
   * a new key, in {@code log-key.pem}, and a name of its own.
   *
   * @param directory where key and last checkpoint are kept, outside the database
   * @throws RollbackFoundException if the database lacks what the last checkpoint promised
   * @throws StoreException if the log is damaged, or its key is missing or another
   */
  public static EvidenceLog open(DataSource database, Path directory, Clock clock) {
    var log = claimed(database, directory, clock);
    log.outside.read().ifPresent(log::requirePromised);
    log.append(log.keyIfUnnamed());
    return log;
  }

  /**
   * Opens a log that {@link #open} refuses for its rollback, and records that the loss is accepted.
   *
   * @param by who accepts it
   */
  public static EvidenceLog acceptRollback(
      DataSource database, Path directory, Clock clock, String by) {
    var log = claimed(database, directory, clock);
    var promised = log.outside.read().map(each -> each.checkpoint().head());
    var entries = new ArrayList<LogEntry>(log.keyIfUnnamed());
    if (promised.isPresent() && !log.contains(promised.get())) {
      entries.add(
          new LogEntry.RollbackAccepted(
              log.name(), promised.get(), log.tree.head(), by, clock.instant()));
    }
    log.append(entries);
    return log;
  }

  private static EvidenceLog claimed(DataSource database, Path directory, Clock clock) {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      var found = LogTable.state(connection);
      var log =
          found.isPresent()
              ? reopened(database, connection, found.get(), directory, clock)
              : begun(database, connection, directory, clock);
      connection.commit();
      connection.setAutoCommit(true);
      return log;
    } catch (SQLException failure) {
      throw new LogUnreadableException(failure);
    }
  }

  private static EvidenceLog begun(
      DataSource database, Connection connection, Path directory, Clock clock) throws SQLException {
    var keyFile = LogKeyFile.in(directory);
    var outside = LastCheckpoint.in(directory);
    var promised = outside.read().map(SignedCheckpoint::checkpoint);
    var name = promised.map(last -> new LogName(last.origin())).orElseGet(EvidenceLog::newName);
    var key = keyFile.exists() ? keyFile.read(name) : keyFile.create(name);
    var tree = LogTree.empty();
    var checkpoint = sign(name, tree.head(), key);
    var state = new LogState(name, 1, tree.head(), Bytes.copyOf(checkpoint.bytes()));
    LogTable.create(connection, state);
    return new EvidenceLog(database, outside, key, clock, state, tree);
  }

  private static LogName newName() {
    var random = new byte[NAME_BYTES];
    new SecureRandom().nextBytes(random);
    return new LogName(NAME_PREFIX + HexFormat.of().formatHex(random));
  }

  /** The first entry of a log says whose signatures count. */
  private List<LogEntry> keyIfUnnamed() {
    return tree.size() > 0
        ? List.of()
        : List.of(
            new LogEntry.KeyAdded(
                name(), key.verifier().logKey(), "the log's first key", clock.instant()));
  }

  private static EvidenceLog reopened(
      DataSource database, Connection connection, LogState found, Path directory, Clock clock)
      throws SQLException {
    var keyFile = LogKeyFile.in(directory);
    if (!keyFile.exists()) {
      throw new StoreException("The key of the log " + found.log() + " is missing.");
    }
    var key = keyFile.read(found.log());
    var tree = LogTree.at(found.head().size(), new LogReader(database));
    requireWhole(found, tree, key);
    var writer = found.writer() + 1;
    LogTable.claim(connection, found.log(), writer);
    var state = new LogState(found.log(), writer, found.head(), found.checkpoint());
    return new EvidenceLog(database, LastCheckpoint.in(directory), key, clock, state, tree);
  }

  private static void requireWhole(LogState found, LogTree tree, SigningKey key) {
    if (!tree.head().equals(found.head())) {
      throw new StoreException(
          "The log " + found.log() + " is damaged: its tiles have another root.");
    }
    var checkpoint = SignedCheckpoint.parse(found.checkpoint().toArray());
    var objection = checkpoint.objection(found.log().text(), List.of(key.verifier()));
    if (objection.isPresent() || !checkpoint.checkpoint().head().equals(found.head())) {
      throw new StoreException(
          "The log %s is damaged: %s."
              .formatted(found.log(), objection.orElse("its checkpoint is of another tree")));
    }
  }

  /** The database may have come farther than the file, and never less far. */
  private void requirePromised(SignedCheckpoint last) {
    var promised = last.checkpoint().head();
    var objection = last.objection(name().text(), List.of(key.verifier()));
    if (objection.isPresent()) {
      throw new StoreException(outside.file() + " is not this log's: " + objection.get() + ".");
    }
    if (!contains(promised)) {
      throw new RollbackFoundException(promised, tree.head(), outside.file().toString());
    }
  }

  private boolean contains(TreeHead promised) {
    if (promised.size() > tree.size()) {
      return false;
    }
    var now = new TiledTree(tree.size(), new LogReader(database));
    return now.proveGrowthFrom(promised.size()).verifies(promised.root(), tree.head().root());
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
    if (entries.size() > BATCH_MAX) {
      throw new IllegalArgumentException("at most " + BATCH_MAX + " entries at once");
    }
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        var checkpoint = append(connection, fresh(connection, entries));
        connection.setAutoCommit(true);
        checkpoint.ifPresent(outside::write);
        return checkpoint;
      } catch (SQLException | RuntimeException failed) {
        connection.rollback();
        connection.setAutoCommit(true);
        throw failed;
      }
    } catch (SQLException failure) {
      throw new LogUnreadableException(failure);
    }
  }

  private Optional<SignedCheckpoint> append(Connection connection, List<NewEntry> fresh)
      throws SQLException {
    if (fresh.isEmpty()) {
      return Optional.empty();
    }
    var growth =
        tree.grow(
            fresh.stream().map(each -> LogEntry.leafHash(each.canonical().toArray())).toList());
    LogTable.insertEntries(connection, tree.size(), fresh);
    LogTable.putTiles(connection, tree.size(), growth.tiles());
    var grown = growth.tree();
    requireConsistent(connection, grown);
    var checkpoint = sign(name(), grown.head(), key);
    var next = new LogState(name(), state.writer(), grown.head(), Bytes.copyOf(checkpoint.bytes()));
    if (!LogTable.advance(connection, state, next)) {
      throw new LogFencedException(name().text());
    }
    connection.commit();
    state = next;
    tree = grown;
    return Optional.of(checkpoint);
  }

  /** From the tiles that are about to be committed, not from what this writer remembers. */
  private void requireConsistent(Connection connection, LogTree grown) {
    var stored = new TiledTree(grown.size(), new ConnectedTiles(connection));
    var proof = stored.proveGrowthFrom(tree.size());
    if (!proof.verifies(tree.head().root(), grown.head().root())) {
      throw new IllegalStateException("the log would not go on from its last checkpoint");
    }
  }

  private static SignedCheckpoint sign(LogName name, TreeHead head, SigningKey key) {
    return SignedCheckpoint.sign(new Checkpoint(name.text(), head), List.of(key));
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
