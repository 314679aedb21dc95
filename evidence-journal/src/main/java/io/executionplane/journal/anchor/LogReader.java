package io.executionplane.journal.anchor;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.journal.chain.ChainHead;
import io.executionplane.journal.log.Handover;
import io.executionplane.journal.log.HashTile;
import io.executionplane.journal.log.LogProof;
import io.executionplane.journal.log.MalformedLogDataException;
import io.executionplane.journal.log.SignedCheckpoint;
import io.executionplane.journal.log.TileReader;
import io.executionplane.journal.log.TiledTree;
import io.executionplane.journal.verify.ErasedChunks;
import io.executionplane.journal.verify.ErasureRecord;
import io.executionplane.journal.verify.HeadAnchors;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads the log of a journal. What it gives is as stored: believe only what a proof shows. */
public final class LogReader implements TileReader, HeadAnchors, ErasureRecord {

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

  /**
   * How every key but the first was added, oldest first: proofs whose extra bytes are the entry,
   * under the checkpoint at which the key before handed over to it.
   *
   * @param upToSize leaves out checkpoints of more entries
   */
  public List<LogProof> handovers(long upToSize) {
    return query(connection -> LogTable.handovers(connection, upToSize)).stream()
        .map(bytes -> SignedCheckpoint.parse(bytes.toArray()))
        .flatMap(checkpoint -> proofOfAdded(checkpoint).stream())
        .toList();
  }

  private Optional<LogProof> proofOfAdded(SignedCheckpoint handover) {
    var index = Handover.indexOfAdded(handover.checkpoint().head().size());
    return index < 0
        ? Optional.empty()
        : entries(index, 1).stream().findFirst().map(entry -> prove(entry, index, handover));
  }

  /**
   * What was erased of an execution, oldest first: proofs whose extra bytes are the entry, under a
   * checkpoint of this log. What is not in its tree comes with a proof that does not verify.
   */
  public List<LogProof> erasures(ExecutionRef ref, SignedCheckpoint checkpoint) {
    return query(connection -> LogTable.erasuresOf(connection, ref)).stream()
        .filter(each -> each.index() < checkpoint.checkpoint().head().size())
        .map(each -> prove(each.entry(), each.index(), checkpoint))
        .toList();
  }

  /**
   * Only what is in the tree of the newest checkpoint counts. A log that is damaged says nothing:
   * {@link LogCheck} and {@link LogAudit} report it.
   */
  @Override
  public Optional<List<ErasedChunks>> erased(ExecutionRef ref) {
    try {
      return checkpoint().map(checkpoint -> erased(ref, checkpoint));
    } catch (MalformedLogDataException | LogUnreadableException damaged) {
      return Optional.empty();
    }
  }

  private List<ErasedChunks> erased(ExecutionRef ref, SignedCheckpoint checkpoint) {
    return erasures(ref, checkpoint).stream()
        .flatMap(proof -> erased(ref, proof).stream())
        .toList();
  }

  private static Optional<ErasedChunks> erased(ExecutionRef ref, LogProof proof) {
    var entry = proof.extra().toArray();
    var root = proof.checkpoint().checkpoint().head().root();
    try {
      return LogEntry.decode(entry) instanceof LogEntry.Erased erased
              && erased.execution().equals(ref)
              && proof.inclusion().verifies(entry, root)
          ? Optional.of(
              new ErasedChunks(proof.inclusion().index(), erased.stream(), erased.chunks()))
          : Optional.empty();
    } catch (MalformedJsonException | ContractViolationException damaged) {
      return Optional.empty();
    }
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
   * in its first entry, or by one that this key handed over to, all in the tree that was signed.
   */
  public Optional<String> objection(SignedCheckpoint checkpoint) {
    var origin = checkpoint.checkpoint().origin();
    if (!LogName.isName(origin)) {
      return Optional.of("it has a name that no log has");
    }
    var keys = KeySuccession.of(this, new LogName(origin), checkpoint.checkpoint().head());
    return keys.objection(checkpoint);
  }

  /** Proves that an entry is in the log as its newest checkpoint has it. */
  public LogProof prove(long index) {
    return prove(
        index, checkpoint().orElseThrow(() -> new LogUnreadableException("no log was begun here")));
  }

  /** Proves that an entry is in the log as a checkpoint of it has it. */
  public LogProof prove(long index, SignedCheckpoint checkpoint) {
    return prove(Bytes.empty(), index, checkpoint);
  }

  private LogProof prove(Bytes extra, long index, SignedCheckpoint checkpoint) {
    var tree = new TiledTree(checkpoint.checkpoint().head().size(), this);
    return new LogProof(extra, tree.prove(index), checkpoint);
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
