package io.executionplane.journal.log;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.merkle.InclusionProof;
import io.executionplane.journal.merkle.MerkleTree;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Shows to somebody who knows only a log's keys that an entry is in the log (C2SP tlog-proof): the
 * content of a {@code .tlog-proof} file.
 *
 * @param extra bytes that nothing vouches for; none if empty
 * @param inclusion of the entry, in the tree of the checkpoint
 * @param checkpoint as the log signed it
 */
public record LogProof(Bytes extra, InclusionProof inclusion, SignedCheckpoint checkpoint) {

  /** Most extra bytes. */
  public static final int EXTRA_BYTES_MAX = 64 * 1024;

  /** Longest proof, in bytes. */
  public static final int BYTES_MAX = SignedNote.BYTES_MAX + 2 * EXTRA_BYTES_MAX;

  private static final String HEADER = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";

  /** A path is as long as the tree is high, and sizes have 53 bits. */
  private static final int PATH_MAX = 53;

  public LogProof {
    Argument.require(extra.size() <= EXTRA_BYTES_MAX, "at most 64 KiB of extra bytes");
    Argument.require(inclusion.path().size() <= PATH_MAX, "the path is higher than any tree");
    Argument.require(
        inclusion.size() == checkpoint.checkpoint().head().size(),
        "the proof is of a tree of another size than the checkpoint's");
    Argument.require(
        inclusion.index() >= 0 && inclusion.index() < inclusion.size(),
        "the checkpoint's tree has no such entry");
  }

  public LogProof(InclusionProof inclusion, SignedCheckpoint checkpoint) {
    this(Bytes.empty(), inclusion, checkpoint);
  }

  /** As it is kept: what {@link #parse} reads, byte for byte. */
  public byte[] bytes() {
    var head = new StringBuilder(HEADER).append('\n');
    if (extra.size() > 0) {
      head.append(EXTRA).append(extra.base64()).append('\n');
    }
    head.append(INDEX).append(inclusion.index()).append('\n');
    for (var hash : inclusion.path()) {
      head.append(Base64.getEncoder().encodeToString(hash.hash())).append('\n');
    }
    var out = new ByteArrayOutputStream();
    out.writeBytes(head.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(checkpoint.bytes());
    return out.toByteArray();
  }

  /**
   * Reads a proof, and judges nothing of it.
   *
   * @throws MalformedLogDataException if the bytes are none
   */
  public static LogProof parse(byte[] bytes) {
    StrictText.require(bytes.length <= BYTES_MAX, "a proof longer than any that is right");
    var text = StrictText.utf8(bytes);
    var headEnd = text.indexOf("\n\n") + 1;
    StrictText.require(headEnd > 0, "no empty line before the checkpoint");
    var checkpoint =
        SignedCheckpoint.parse(text.substring(headEnd + 1).getBytes(StandardCharsets.UTF_8));
    var lines = StrictText.lines(text.substring(0, headEnd));
    StrictText.require(lines.get(0).equals(HEADER), "not a proof of version 1");
    var hasExtra = lines.size() > 1 && lines.get(1).startsWith(EXTRA);
    var at = hasExtra ? 2 : 1;
    StrictText.require(lines.size() > at && lines.get(at).startsWith(INDEX), "no index");
    try {
      return new LogProof(
          hasExtra ? extra(lines.get(1)) : Bytes.empty(),
          new InclusionProof(
              DecimalText.parse(lines.get(at).substring(INDEX.length())),
              checkpoint.checkpoint().head().size(),
              path(lines.subList(at + 1, lines.size()))),
          checkpoint);
    } catch (IllegalArgumentException wrong) {
      throw new MalformedLogDataException(String.valueOf(wrong.getMessage()));
    }
  }

  /**
   * Why it does not prove that an entry is in a log; nothing if it does.
   *
   * @param entry the bytes of the entry
   * @param origin the log
   * @param logKeys the log's keys, not those of witnesses
   */
  public Optional<String> objection(byte[] entry, String origin, Collection<VerifierKey> logKeys) {
    return checkpoint
        .objection(origin, logKeys)
        .or(
            () ->
                inclusion.verifies(entry, checkpoint.checkpoint().head().root())
                    ? Optional.empty()
                    : Optional.of("the entry is not where the proof says"));
  }

  private static Bytes extra(String line) {
    var extra = StrictText.base64(line.substring(EXTRA.length()));
    StrictText.require(extra.size() > 0, "extra bytes that are none");
    return extra;
  }

  private static List<Sha256> path(List<String> lines) {
    StrictText.require(lines.size() <= PATH_MAX, "the path is higher than any tree");
    var path = new ArrayList<Sha256>();
    for (var line : lines) {
      var hash = StrictText.base64(line).toArray();
      StrictText.require(hash.length == MerkleTree.HASH_BYTES, "a hash has 32 bytes");
      path.add(Sha256.ofHash(hash));
    }
    return path;
  }
}
