package io.executionplane.contracts.execution;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Sha256;
import java.util.List;

/**
 * What is known of a stream that has ended.
 *
 * @param totalBytes bytes that passed, stored or not
 * @param capturedBytes bytes that are stored
 * @param chunkCount stored chunks, the leaves under {@code root}
 * @param omitted what is not stored, in order, with the reason
 * @param sha256 digest over every byte that passed
 * @param root RFC 9162 Merkle root over the commitments of the stored chunks, in order
 * @param ending how it ended
 */
public record StreamRecord(
    StreamName stream,
    @Range(min = 0) long totalBytes,
    @Range(min = 0) long capturedBytes,
    @Range(min = 0) long chunkCount,
    List<Omission> omitted,
    Sha256 sha256,
    Sha256 root,
    Ending ending) {

  private static final Rules RULES = Rules.of(StreamRecord.class);

  public StreamRecord {
    RULES
        .check(stream, totalBytes, capturedBytes, chunkCount, omitted, sha256, root, ending)
        .and(() -> capturedBytes <= totalBytes, "capturedBytes", "must be at most total_bytes")
        .and(
            omitted,
            each -> areInOrder(each, totalBytes),
            "omitted",
            "must be in order, apart, and within the stream")
        .and(
            omitted,
            each -> !areInOrder(each, totalBytes) || bytesOf(each) == totalBytes - capturedBytes,
            "omitted",
            "must account for every byte that is not captured")
        .orThrow();
    omitted = List.copyOf(omitted);
  }

  private static boolean areInOrder(List<Omission> omitted, long totalBytes) {
    var end = 0L;
    for (var each : omitted) {
      if (each.range().from() < end) {
        return false;
      }
      end = each.range().to();
    }
    return end <= totalBytes;
  }

  /** Cannot overflow where ranges are in order: together they are no longer than the stream. */
  private static long bytesOf(List<Omission> omitted) {
    return omitted.stream().mapToLong(each -> each.range().length()).sum();
  }

  /** How a stream ended. */
  public enum Ending {
    /** The writer closed it, and everything was read. */
    EOF,
    /** The effect was over but something still held it open; it was closed on our side. */
    ABANDONED,
    /** A byte budget was spent. */
    LIMIT,
    /** It could not be read or stored to its end. */
    LOST
  }

  /**
   * Bytes that passed and are not stored.
   *
   * @param reason why
   */
  public record Omission(ByteRange range, Reason reason) {

    private static final Rules RULES = Rules.of(Omission.class);

    public Omission {
      RULES.check(range, reason).orThrow();
    }

    /** Why bytes are not stored. */
    public enum Reason {
      /** More than the capture limit; the first and the last part are kept. */
      CAPTURE_LIMIT,
      /** The capture policy keeps digests only. */
      CAPTURE_POLICY,
      /** Storing failed. */
      STORE_FAILED
    }
  }
}
