package io.executionplane.journal.log;

import io.executionplane.contracts.evidence.log.TreeHead;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.merkle.MerkleTree;
import java.util.Base64;
import java.util.List;

/**
 * What a log signs: its whole state at some size (C2SP tlog-checkpoint).
 *
 * @param origin which log; any line that is not empty
 * @param head its size, at most 2^53 - 1, and root
 * @param extensions further lines that mean nothing here, usually none; not empty
 */
public record Checkpoint(String origin, TreeHead head, List<String> extensions) {

  /** Largest size that all our forms can carry: JSON's integers end here. */
  public static final long SIZE_MAX = (1L << 53) - 1;

  private static final int LINES_MIN = 3;

  public Checkpoint {
    Argument.require(StrictText.isLine(origin), "a log has an origin of one line");
    Argument.require(head.size() <= SIZE_MAX, "a log has at most 2^53 - 1 entries");
    Argument.require(
        head.size() > 0 || head.root().equals(MerkleTree.EMPTY_ROOT),
        "a log without entries has the root over nothing");
    extensions = List.copyOf(extensions);
    Argument.require(
        extensions.stream().allMatch(StrictText::isLine),
        "an extension is a line that is not empty");
  }

  public Checkpoint(String origin, TreeHead head) {
    this(origin, head, List.of());
  }

  /** The text that is signed. */
  public String text() {
    var text = new StringBuilder(origin).append('\n').append(head.size()).append('\n');
    text.append(Base64.getEncoder().encodeToString(head.root().hash())).append('\n');
    extensions.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  /**
   * Reads the text of a note.
   *
   * @throws MalformedLogDataException if it is no checkpoint
   */
  public static Checkpoint parse(String text) {
    var lines = StrictText.lines(text);
    StrictText.require(lines.size() >= LINES_MIN, "a checkpoint has an origin, a size and a root");
    var size = DecimalText.parse(lines.get(1));
    StrictText.require(size >= 0 && size <= SIZE_MAX, "a size is a number up to 2^53 - 1");
    var root = StrictText.base64(lines.get(2)).toArray();
    StrictText.require(root.length == MerkleTree.HASH_BYTES, "a root has 32 bytes");
    try {
      return new Checkpoint(
          lines.get(0),
          new TreeHead(size, Sha256.ofHash(root)),
          lines.subList(LINES_MIN, lines.size()));
    } catch (IllegalArgumentException wrong) {
      throw new MalformedLogDataException(String.valueOf(wrong.getMessage()));
    }
  }
}
