package io.executionplane.contracts.evidence.log;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.json.Tag;
import io.executionplane.contracts.json.Tagged;
import io.executionplane.contracts.json.Timestamps;
import java.time.Instant;
import java.util.Arrays;

/**
 * One leaf of the log over all executions. It says which log it is of, so that no entry can be
 * passed off as another log's. The tags are the names on disk: chosen once, never derived.
 *
 * <p>Each carries {@code v}, the version of its form; {@code log}, the log it was written for; and
 * {@code at}, when it was written, by the writer's own clock.
 */
@Tagged("kind")
public sealed interface LogEntry
    permits LogEntry.Anchor,
        LogEntry.KeyAdded,
        LogEntry.KeyRetired,
        LogEntry.Erased,
        LogEntry.RollbackAccepted,
        NodeEntry {

  /** The version that this code writes. */
  int VERSION = 1;

  /** Longest canonical form of an entry, in bytes: tile bundles count them in 16 bits. */
  int BYTES_MAX = 65_535;

  /** Most characters of a reason. */
  int REASON_LENGTH_MAX = 1024;

  /** The version of the entry's form. */
  int v();

  /** The log that it was written for. */
  LogName log();

  /** When it was written, by the writer's own clock. */
  Instant at();

  /** The form on the wire, without the rule that it must be canonical. */
  static Contract<LogEntry> contract() {
    return Contract.of(LogEntry.class);
  }

  /** The bytes that are hashed and stored; at most {@link #BYTES_MAX}. */
  default byte[] canonical() {
    return contract().canonical(this);
  }

  /** The entry's hash as a leaf of the log (RFC 9162, 2.1.1). */
  default Sha256 leafHash() {
    return leafHash(canonical());
  }

  /** The hash of a leaf with these bytes. */
  static Sha256 leafHash(byte[] canonical) {
    return Sha256.of(new byte[] {0x00}, canonical);
  }

  /**
   * Reads a leaf.
   *
   * @throws MalformedJsonException if the bytes are too long, no JSON, or not in canonical form
   * @throws ContractViolationException if they are no entry
   */
  static LogEntry decode(byte[] canonical) {
    if (canonical.length > BYTES_MAX) {
      throw new MalformedJsonException("longer than " + BYTES_MAX + " bytes");
    }
    var entry = contract().decode(canonical);
    // One value, one spelling: two readers of a leaf must not see two things.
    if (!Arrays.equals(entry.canonical(), canonical)) {
      throw new MalformedJsonException("not in canonical form");
    }
    return entry;
  }

  /**
   * Where the chain of one execution ended at some moment.
   *
   * @param seq position of the last event
   * @param head its hash
   * @param state whether more events may follow
   */
  @Tag("anchor")
  record Anchor(
      @Range(min = 1, max = 1) int v,
      LogName log,
      ExecutionRef execution,
      @Range(min = 1) long seq,
      Sha256 head,
      State state,
      Instant at)
      implements LogEntry {

    private static final Rules RULES = Rules.of(Anchor.class);

    public Anchor {
      RULES.check(v, log, execution, seq, head, state, at).orThrow();
      at = Timestamps.micros(at);
    }

    public Anchor(
        LogName log, ExecutionRef execution, long seq, Sha256 head, State state, Instant at) {
      this(VERSION, log, execution, seq, head, state, at);
    }

    /** Whether an execution is over. */
    public enum State {
      /** More events may follow. */
      OPEN,
      /** The last event is a terminal one. */
      TERMINAL
    }
  }

  /**
   * From here on this key signs for the log.
   *
   * @param key the public half
   * @param reason why, for a person
   */
  @Tag("key_added")
  record KeyAdded(
      @Range(min = 1, max = 1) int v,
      LogName log,
      LogKey key,
      @NotBlank @Length(max = REASON_LENGTH_MAX) String reason,
      Instant at)
      implements LogEntry {

    private static final Rules RULES = Rules.of(KeyAdded.class);

    public KeyAdded {
      RULES.check(v, log, key, reason, at).orThrow();
      at = Timestamps.micros(at);
    }

    public KeyAdded(LogName log, LogKey key, String reason, Instant at) {
      this(VERSION, log, key, reason, at);
    }
  }

  /**
   * From here on this key no longer signs for the log.
   *
   * @param key the public half
   * @param reason why, for a person
   */
  @Tag("key_retired")
  record KeyRetired(
      @Range(min = 1, max = 1) int v,
      LogName log,
      LogKey key,
      @NotBlank @Length(max = REASON_LENGTH_MAX) String reason,
      Instant at)
      implements LogEntry {

    private static final Rules RULES = Rules.of(KeyRetired.class);

    public KeyRetired {
      RULES.check(v, log, key, reason, at).orThrow();
      at = Timestamps.micros(at);
    }

    public KeyRetired(LogName log, LogKey key, String reason, Instant at) {
      this(VERSION, log, key, reason, at);
    }
  }

  /**
   * The content of some chunks was destroyed on purpose; their commitments stay.
   *
   * @param chunks which
   * @param reason why, for a person
   */
  @Tag("erased")
  record Erased(
      @Range(min = 1, max = 1) int v,
      LogName log,
      ExecutionRef execution,
      StreamName stream,
      ChunkRange chunks,
      @NotBlank @Length(max = REASON_LENGTH_MAX) String reason,
      Instant at)
      implements LogEntry {

    private static final Rules RULES = Rules.of(Erased.class);

    public Erased {
      RULES.check(v, log, execution, stream, chunks, reason, at).orThrow();
      at = Timestamps.micros(at);
    }

    public Erased(
        LogName log,
        ExecutionRef execution,
        StreamName stream,
        ChunkRange chunks,
        String reason,
        Instant at) {
      this(VERSION, log, execution, stream, chunks, reason, at);
    }
  }

  /**
   * The journal was found behind the log's last checkpoint, and an operator accepted that: whatever
   * was logged in between is lost.
   *
   * @param lost the log as the last checkpoint had it
   * @param found the log as the journal has it
   * @param by who accepted it
   */
  @Tag("rollback_accepted")
  record RollbackAccepted(
      @Range(min = 1, max = 1) int v,
      LogName log,
      TreeHead lost,
      TreeHead found,
      @Ref String by,
      Instant at)
      implements LogEntry {

    private static final Rules RULES = Rules.of(RollbackAccepted.class);

    public RollbackAccepted {
      RULES
          .check(v, log, lost, found, by, at)
          .and(() -> !found.equals(lost), "found", "must differ from lost")
          .orThrow();
      at = Timestamps.micros(at);
    }

    public RollbackAccepted(LogName log, TreeHead lost, TreeHead found, String by, Instant at) {
      this(VERSION, log, lost, found, by, at);
    }
  }
}
