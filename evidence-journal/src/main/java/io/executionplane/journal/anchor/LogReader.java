package io.executionplane.journal.anchor;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogKey;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.journal.chain.ChainHead;
import io.executionplane.journal.log.HashTile;
import io.executionplane.journal.log.LogProof;
import io.executionplane.journal.log.SignedCheckpoint;
import io.executionplane.journal.log.TileReader;
import io.executionplane.journal.log.TiledTree;
import io.executionplane.journal.log.VerifierKey;
import io.executionplane.journal.verify.HeadAnchors;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads the log of a journal. What it gives is as stored: believe only what a proof shows. */
public final class LogReader implements TileReader, HeadAnchors {

  private final DataSource database;

  public LogReader(DataSource database) {
    this.database = database;
  }

  /** The newest signed checkpoint; empty where no log was begun. */
  public Optional<SignedCheckpoint> checkpoint() {
    return query(LogTable::state)
        .map(state -> SignedCheckpoint.parse(state.checkpoint().toArray()));
  }

  @Override
  public byte[] read(HashTile tile) {
    return query(connection -> LogTable.tile(connection, tile))
        .orElseThrow(() -> new LogUnreadableException("the log has no " + tile.path()));
  }

  /** Entries from an index on, in order; fewer where the log ends. */
  public List<Bytes> entries(long from, int count) {
    return query(connection -> LogTable.entries(connection, from, count));
  }

  /** Where an execution is anchored, oldest first. */
  public List<IndexedEntry> anchors(ExecutionRef ref) {
    return query(connection -> LogTable.anchorsOf(connection, ref));
  }

  /** The entries that are of no execution, in order: what happened to the log, and to nodes. */
  public List<LogEntry> entriesOfNoExecution() {
    return query(LogTable::entriesOfNoExecution).stream()
        .map(entry -> LogEntry.decode(entry.toArray()))
        .toList();
  }

  /** The keys that ever signed for the log, in the order in which they were added. */
  public List<LogKey> keys() {
    return entriesOfNoExecution().stream()
        .filter(LogEntry.KeyAdded.class::isInstance)
        .map(entry -> ((LogEntry.KeyAdded) entry).key())
        .toList();
  }

  /** Leaves out what is no anchor: {@link LogCheck} reports it. */
  @Override
  public List<ChainHead> of(ExecutionRef ref) {
    return anchors(ref).stream().flatMap(each -> head(each).stream()).toList();
  }

  private static Optional<ChainHead> head(IndexedEntry anchored) {
    try {
      return LogEntry.decode(anchored.entry().toArray()) instanceof LogEntry.Anchor anchor
          ? Optional.of(new ChainHead(anchor.seq(), anchor.head()))
          : Optional.empty();
    } catch (MalformedJsonException | ContractViolationException damaged) {
      return Optional.empty();
    }
  }

  /**
   * Why a checkpoint is not to be believed; nothing if it was signed by the key that the log names
   * in its first entry, which is in the tree that was signed.
   */
  public Optional<String> objection(SignedCheckpoint checkpoint) {
    var head = checkpoint.checkpoint().head();
    var first = entries(0, 1);
    if (first.isEmpty()
        || !(LogEntry.decode(first.get(0).toArray()) instanceof LogEntry.KeyAdded added)) {
      return Optional.of("it does not begin with its key");
    }
    if (!new TiledTree(head.size(), this).prove(0).verifies(first.get(0).toArray(), head.root())) {
      return Optional.of("its key is not in the tree that was signed");
    }
    return checkpoint.objection(
        checkpoint.checkpoint().origin(), List.of(VerifierKey.of(added.key())));
  }

  /** Proves that an entry is in the log as its newest checkpoint has it. */
  public LogProof prove(long index) {
    var checkpoint =
        checkpoint().orElseThrow(() -> new LogUnreadableException("no log was begun here"));
    var tree = new TiledTree(checkpoint.checkpoint().head().size(), this);
    return new LogProof(tree.prove(index), checkpoint);
  }

  private <T> T query(Query<T> query) {
    try (var connection = database.getConnection()) {
      return query.on(connection);
    } catch (SQLException failure) {
      throw new LogUnreadableException(failure);
    }
  }

  private interface Query<T> {
    T on(Connection connection) throws SQLException;
  }
}
