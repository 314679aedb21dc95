package io.executionplane.journal.export;

import java.util.List;
import java.util.OptionalLong;

/** Which files an exported directory has, and how long each may be. */
final class ExportLayout {

  static final String MANIFEST = "manifest.json";
  static final String EVENTS = "events.jsonl";
  static final String ANCHOR = "anchor.json";
  static final String PROOF = "proof.tlog-proof";
  static final String CHECKPOINT = "checkpoint";
  static final String KEYS = "keys";
  static final String SCHEMAS = "schemas";
  static final String SCHEMA_NAME = "evidence_event.v1.schema.json";
  static final String SCHEMA = SCHEMAS + "/" + SCHEMA_NAME;
  static final String OUTPUT = "output";
  static final String CHUNKS_NAME = "chunks.jsonl";
  static final String HANDOVERS = "handovers";
  static final String ERASURES = "erasures";

  /** Either all of these are there, or none. */
  static final List<String> OF_THE_LOG = List.of(ANCHOR, PROOF, CHECKPOINT, KEYS);

  static final int MANIFEST_BYTES_MAX = 1024 * 1024;
  static final int CHUNK_LINE_MAX = 1024;
  static final int KEYS_BYTES_MAX = 64 * 1024;
  static final int HANDOVERS_MAX = 1024;

  private static final String CONTENT_END = ".bin";
  private static final String PROOF_END = ".tlog-proof";
  private static final int INDEX_DIGITS = 8;
  private static final int INDEX_DIGITS_MAX = 16;

  private ExportLayout() {}

  static String stream(String stream) {
    return OUTPUT + "/" + stream;
  }

  static String chunks(String stream) {
    return stream(stream) + "/" + CHUNKS_NAME;
  }

  static String content(String stream, long index) {
    return stream(stream) + "/" + contentName(index);
  }

  private static String contentName(long index) {
    return numbered(index, CONTENT_END);
  }

  private static String numbered(long number, String end) {
    var digits = Long.toString(number);
    return "0".repeat(Math.max(0, INDEX_DIGITS - digits.length())) + digits + end;
  }

  /** The proof with a number, of handovers or of erasures. */
  static String proof(String directory, int number) {
    return directory + "/" + numbered(number, PROOF_END);
  }

  /** The chunk whose content has this name; empty if none has. */
  static OptionalLong indexOf(String name) {
    var length = name.length() - CONTENT_END.length();
    if (length < INDEX_DIGITS || length > INDEX_DIGITS_MAX || !name.endsWith(CONTENT_END)) {
      return OptionalLong.empty();
    }
    var digits = name.substring(0, length);
    if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return OptionalLong.empty();
    }
    var index = Long.parseLong(digits);
    return contentName(index).equals(name) ? OptionalLong.of(index) : OptionalLong.empty();
  }
}
