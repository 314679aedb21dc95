package io.executionplane.journal.anchor;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.contracts.evidence.log.TreeHead;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.journal.log.LogTree;
import io.executionplane.journal.log.SignedCheckpoint;
import io.executionplane.journal.log.SigningKey;
import io.executionplane.journal.log.TiledTree;
import io.executionplane.journal.store.MovedMark;
import io.executionplane.journal.store.StoreException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The way to a log that may be written: what is stored is whole and signed, the secret of its key
 * is here, nothing that was promised is missing, and every earlier writer is shut out.
 */
final class LogOpening {

  private static final String NAME_PREFIX = "execution-plane/";
  private static final int NAME_BYTES = 8;

  private final DataSource database;
  private final Path directory;
  private final Clock clock;
  private final LogKeyFile keyFile;
  private final LastCheckpoint outside;

  LogOpening(DataSource database, Path directory, Clock clock) {
    this.database = database;
    this.directory = directory;
    this.clock = clock;
    this.keyFile = LogKeyFile.in(directory);
    this.outside = LastCheckpoint.in(directory);
  }

  /** See {@link EvidenceLog#open}. */
  EvidenceLog open() {
    var log = claimed(false);
    outside.read().ifPresent(last -> requirePromised(log, last));
    log.append(firstKeyOf(log));
    return log;
  }

  /** See {@link EvidenceLog#acceptRollback}. */
  EvidenceLog acceptRollback(String by) {
    var log = claimed(true);
    var lost = outside.read().map(each -> each.checkpoint().head());
    var entries = new ArrayList<LogEntry>(firstKeyOf(log));
    if (lost.isPresent() && !contains(log, lost.get())) {
      entries.add(
          new LogEntry.RollbackAccepted(log.name(), lost.get(), log.head(), by, clock.instant()));
    }
    log.append(entries);
    return log;
  }

  /** The first entry of a log says whose signatures count. */
  private List<LogEntry> firstKeyOf(EvidenceLog log) {
    return log.head().size() > 0
        ? List.of()
        : List.of(
            new LogEntry.KeyAdded(
                log.name(), log.key().logKey(), "the log's first key", clock.instant()));
  }

  private EvidenceLog claimed(boolean mayBeBehind) {
    MovedMark.in(directory).requireAbsent();
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      var found = LogTable.state(connection);
      if (found.isPresent() && !mayBeBehind) {
        requireAsLong(found.get());
      }
      var log = found.isPresent() ? reopened(connection, found.get()) : begun(connection);
      connection.commit();
      connection.setAutoCommit(true);
      return log;
    } catch (SQLException failure) {
      throw new LogUnreadableException(failure);
    }
  }

  // --- The first time

  private EvidenceLog begun(Connection connection) throws SQLException {
    var name =
        outside
            .read()
            .map(last -> new LogName(last.checkpoint().origin()))
            .orElseGet(LogOpening::newName);
    var key = keyFile.exists() ? keyFile.read(name) : keyFile.create(name);
    var tree = LogTree.empty();
    var checkpoint = EvidenceLog.sign(name, tree.head(), List.of(key));
    var state = new LogState(name, 1, tree.head(), Bytes.copyOf(checkpoint.bytes()));
    LogTable.create(connection, state);
    return new EvidenceLog(database, outside, keyFile, key, clock, state, tree);
  }

  private static LogName newName() {
    var random = new byte[NAME_BYTES];
    new SecureRandom().nextBytes(random);
    return new LogName(NAME_PREFIX + HexFormat.of().formatHex(random));
  }

  // --- Again

  private EvidenceLog reopened(Connection connection, LogState found) throws SQLException {
    var tree = LogTree.at(found.head().size(), new LogReader(database));
    if (!tree.head().equals(found.head())) {
      throw damaged(found, "its tiles have another root");
    }
    var key = signingKey(found);
    var writer = found.writer() + 1;
    if (!LogTable.claim(connection, found, writer)) {
      throw new LogUnreadableException("the log was written to while it was opened");
    }
    if (found.head().size() > 0) {
      outside.mend(found.checkpoint());
    }
    var state = new LogState(found.log(), writer, found.head(), found.checkpoint());
    return new EvidenceLog(database, outside, keyFile, key, clock, state, tree);
  }

  /** The key that the log has come to, by its first entry and its handovers. */
  private SigningKey signingKey(LogState found) {
    var checkpoint = SignedCheckpoint.parse(found.checkpoint().toArray());
    if (!checkpoint.checkpoint().head().equals(found.head())) {
      throw damaged(found, "its checkpoint is of another tree");
    }
    return found.head().size() == 0
        ? keyOfEmptyLog(found, checkpoint)
        : currentKey(found, checkpoint);
  }

  private SigningKey currentKey(LogState found, SignedCheckpoint checkpoint) {
    var keys = keys(found.log(), found.head());
    var objection = keys.objection(checkpoint);
    if (objection.isPresent()) {
      throw damaged(found, objection.get());
    }
    return keyFile.secretOf(found.log(), keys.current().orElseThrow());
  }

  private KeySuccession keys(LogName log, TreeHead head) {
    return KeySuccession.of(new LogReader(database), log, head);
  }

  /** It was begun, and not even its first entry was written. */
  private SigningKey keyOfEmptyLog(LogState found, SignedCheckpoint checkpoint) {
    if (!keyFile.exists()) {
      throw new StoreException("The key of the log " + found.log() + " is missing.");
    }
    var key = keyFile.read(found.log());
    var objection = checkpoint.objection(found.log().text(), List.of(key.verifier()));
    if (objection.isPresent()) {
      throw damaged(found, objection.get());
    }
    return key;
  }

  private static StoreException damaged(LogState found, String how) {
    return new StoreException("The log %s is damaged: %s.".formatted(found.log(), how));
  }

  // --- What was promised

  /** Asked first: a database that was put back may not even know the key of today. */
  private void requireAsLong(LogState found) {
    if (outside.isTornOf(found.checkpoint())) {
      return;
    }
    var last = outside.read().map(each -> each.checkpoint().head());
    if (last.isPresent() && last.get().size() > found.head().size()) {
      throw new RollbackFoundException(last.get(), found.head(), outside.file().toString());
    }
  }

  /** The database may have come farther than the file, and never less far. */
  private void requirePromised(EvidenceLog log, SignedCheckpoint last) {
    var head = last.checkpoint().head();
    var objection = log.head().size() == 0 ? Optional.<String>empty() : objection(log, last);
    if (objection.isPresent()) {
      throw new StoreException(outside.file() + " is not this log's: " + objection.get() + ".");
    }
    if (!contains(log, head)) {
      throw new RollbackFoundException(head, log.head(), outside.file().toString());
    }
  }

  private Optional<String> objection(EvidenceLog log, SignedCheckpoint last) {
    return keys(log.name(), log.head()).objection(last);
  }

  private boolean contains(EvidenceLog log, TreeHead head) {
    if (head.size() > log.head().size()) {
      return false;
    }
    var now = new TiledTree(log.head().size(), new LogReader(database));
    return now.proveGrowthFrom(head.size()).verifies(head.root(), log.head().root());
  }
}
