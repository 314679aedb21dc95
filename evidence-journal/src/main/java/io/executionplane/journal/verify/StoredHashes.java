package io.executionplane.journal.verify;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.chain.ChainHead;
import io.executionplane.journal.chain.EvidenceSerializer;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.merkle.MerkleTree;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The hash that was stored beside each event, in the same row.
 *
 * <p>It finds what was damaged or changed by accident or without care, also in the last event. It
 * does not find a change by somebody who rewrites the hash as well: only what is kept elsewhere
 * can.
 */
public final class StoredHashes implements HeadAnchors {

  /** The latest hashes are enough: the events before them are held by the chain. */
  private static final int HASHES_MAX = 4096;

  private static final String QUERY =
      "select sequence_number, event_ser_manifest from event_journal where persistence_id = ?"
          + " order by sequence_number desc limit "
          + HASHES_MAX;

  private final DataSource dataSource;

  public StoredHashes(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public List<ChainHead> of(ExecutionRef ref) {
    try (var connection = dataSource.getConnection();
        var statement = connection.prepareStatement(QUERY)) {
      statement.setString(1, PersistenceIds.of(ref));
      try (var rows = statement.executeQuery()) {
        var heads = new ArrayList<ChainHead>();
        while (rows.next()) {
          heads.add(head(rows));
        }
        return heads;
      }
    } catch (SQLException failed) {
      throw new EvidenceUnreadableException(
          "the database cannot be read, SQLSTATE " + failed.getSQLState(), failed);
    }
  }

  private static ChainHead head(ResultSet row) throws SQLException {
    return new ChainHead(row.getLong(1), hash(row.getString(2)));
  }

  /** What is not a hash is one that no event has, so that its row is found. */
  private static Sha256 hash(String manifest) {
    try {
      var form = EvidenceSerializer.FORM + " ";
      return manifest.startsWith(form)
          ? new Sha256(manifest.substring(form.length()))
          : MerkleTree.EMPTY_ROOT;
    } catch (ContractViolationException damaged) {
      return MerkleTree.EMPTY_ROOT;
    }
  }
}
