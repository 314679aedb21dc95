package io.executionplane.journal.verify;

import io.executionplane.contracts.execution.ByteRange;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.merkle.CompactRange;
import io.executionplane.journal.output.Chunk;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Walks once over the stored chunks of one stream, in order, and recomputes what they add up to.
 *
 * <p>Holds one chunk, the hashes of a growing tree, and the gaps between chunks.
 */
final class ChunkWalk {

  /** More gaps than any recorder leaves. */
  private static final int GAPS_MAX = 1000;

  /** Largest offset that a record can name: 2^53. */
  private static final long OFFSET_MAX = 1L << 53;

  private static final int HASH_BYTES = 32;

  private final String place;
  private final Iterator<ChunkRow> rows;
  private final Consumer<byte[]> content;
  private final ErasureCheck erasures;
  private final Findings findings;
  private final CompactRange tree = new CompactRange();
  private final MessageDigest digest = Sha256.digest();
  private final List<ByteRange> gaps = new ArrayList<>();
  private @Nullable ChunkRow ahead;
  private long count;
  private long bytes;
  private long end;
  private long lastAtMicros;

  /** Leaves are missing, so no root can be computed any more. */
  private boolean leavesMissing;

  /** Content is missing, so neither sizes nor the digest can be computed any more. */
  private boolean contentMissing;

  /**
   * A walk that has not begun.
   *
   * @param content is given every stored byte, in order
   */
  ChunkWalk(
      String place,
      Iterator<ChunkRow> rows,
      ErasureCheck erasures,
      Consumer<byte[]> content,
      Findings findings) {
    this.place = place;
    this.rows = rows;
    this.erasures = erasures;
    this.content = content;
    this.findings = findings;
  }

  // --- Walking

  /** Goes on until so many chunks are behind; those that are not there are reported. */
  void walkTo(long chunkCount) {
    while (count < chunkCount) {
      var row = peek();
      if (row == null || row.index() > count) {
        skipMissing(row == null ? chunkCount : Math.min(chunkCount, row.index()));
      } else {
        ahead = null;
        take(row);
      }
    }
  }

  private @Nullable ChunkRow peek() {
    if (ahead == null && rows.hasNext()) {
      ahead = rows.next();
    }
    return ahead;
  }

  private void skipMissing(long until) {
    var last = until - 1;
    findings.failed(
        place + " chunk " + count,
        count == last ? "is missing" : "is missing, and so are all up to chunk " + last);
    count = until;
    leavesMissing = true;
    contentMissing = true;
  }

  private void take(ChunkRow row) {
    if (row.index() < count) {
      findings.failed(place + " chunk " + row.index(), "is there although its place is taken");
      return;
    }
    count++;
    takeLeaf(row);
    takePlace(row);
    erasures.take(placeOf(row), row);
    takeContent(row);
  }

  private void takeLeaf(ChunkRow row) {
    var commitment = row.commitment();
    if (commitment == null || commitment.length != HASH_BYTES) {
      findings.failed(placeOf(row), "has no commitment of 32 bytes");
      leavesMissing = true;
    } else {
      tree.append(commitment);
    }
  }

  private void takePlace(ChunkRow row) {
    if (row.offset() < end || row.offset() > OFFSET_MAX) {
      findings.failed(placeOf(row), "cannot begin at " + row.offset() + " after " + end);
    } else if (row.offset() > end) {
      takeGap(row.offset());
    }
    if (row.atMicros() < lastAtMicros) {
      findings.failed(placeOf(row), "was read before the chunk before it");
    }
    lastAtMicros = row.atMicros();
  }

  private void takeGap(long until) {
    // Where content is missing nobody knows how much of this is a gap; more gaps are no recorder's.
    if (!contentMissing && gaps.size() < GAPS_MAX) {
      gaps.add(new ByteRange(end, until));
    }
    end = until;
  }

  private void takeContent(ChunkRow row) {
    var salt = row.salt();
    var bytes = row.bytes();
    if (salt == null || bytes == null) {
      contentMissing = true;
    } else {
      takeContent(row, salt, bytes);
    }
  }

  private void takeContent(ChunkRow row, byte[] salt, byte[] stored) {
    if (salt.length != Chunk.SALT_BYTES) {
      findings.failed(placeOf(row), "has no salt of " + Chunk.SALT_BYTES + " bytes");
    } else if (stored.length < 1 || stored.length > Chunk.BYTES_MAX) {
      findings.failed(placeOf(row), "has not 1 to " + Chunk.BYTES_MAX + " bytes");
    } else if (!Arrays.equals(Chunk.commitmentOf(salt, stored).hash(), row.commitment())) {
      findings.failed(placeOf(row), "its content does not match its commitment");
    }
    digest.update(stored);
    content.accept(stored);
    bytes += stored.length;
    end += stored.length;
  }

  private String placeOf(ChunkRow row) {
    return place + " chunk " + row.index();
  }

  // --- What came out

  /** Chunks that are behind. */
  long count() {
    return count;
  }

  /** The root over all chunks that are behind; unknown if one of them has no commitment. */
  @Nullable Sha256 root() {
    return leavesMissing ? null : tree.root();
  }

  /** Whether every byte that is behind was seen, so that the following are known. */
  boolean sawAllContent() {
    return !contentMissing;
  }

  long bytes() {
    return bytes;
  }

  /** Offset after the last byte. */
  long end() {
    return end;
  }

  /** Offset of the next chunk, if there is one. */
  @Nullable Long nextOffset() {
    var row = peek();
    return row == null ? null : row.offset();
  }

  /** The ranges between chunks, and from the last chunk to the end of the stream. */
  List<ByteRange> notStored(long total) {
    var ranges = new ArrayList<>(gaps);
    if (end < total) {
      ranges.add(new ByteRange(end, total));
    }
    return ranges;
  }

  /** Digest over every byte that is behind. Ends the walk over content. */
  Sha256 sha256() {
    return Sha256.ofHash(digest.digest());
  }

  /** The next row that is not behind; for what no event covers. */
  @Nullable ChunkRow takeExtra() {
    var row = peek();
    ahead = null;
    if (row != null) {
      erasures.take(placeOf(row), row);
    }
    return row;
  }
}
