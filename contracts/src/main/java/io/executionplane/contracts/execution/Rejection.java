package io.executionplane.contracts.execution;

import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import java.util.List;
import java.util.Optional;

/**
 * Why a request was not admitted.
 *
 * @param code a finer word under the reason, for example {@code expired} under {@code
 *     authority_rejected}
 * @param message one sentence for people; says nothing about what the caller may not know
 * @param pointer JSON pointer of the offending field of the request
 * @param candidates targets that were considered, each with why it was not taken
 */
@ContractVersion("1")
public record Rejection(
    RejectionReason reason,
    @NotBlank @Length(max = 64) Optional<String> code,
    @NotBlank @Length(max = Rejection.MESSAGE_MAX) String message,
    @Length(max = Rejection.POINTER_MAX) Optional<String> pointer,
    @Size(max = Rejection.CANDIDATES_MAX) List<Candidate> candidates) {

  private static final int MESSAGE_MAX = 2048;
  private static final int POINTER_MAX = 1024;
  private static final int CANDIDATES_MAX = 64;

  private static final Rules RULES = Rules.of(Rejection.class);

  public Rejection {
    RULES.check(reason, code, message, pointer, candidates).orThrow();
    candidates = List.copyOf(candidates);
  }

  /** A rejection for a reason that says enough. A message too long to record is shortened. */
  public static Rejection of(RejectionReason reason, String message) {
    return new Rejection(reason, Optional.empty(), shortened(message), Optional.empty(), List.of());
  }

  /** As above, with a finer word under the reason. */
  public static Rejection of(RejectionReason reason, String code, String message) {
    return new Rejection(
        reason, Optional.of(code), shortened(message), Optional.empty(), List.of());
  }

  /**
   * A rejection that blames one field. Callers choose names, so a pointer may be too long to
   * record: then what holds the field is blamed.
   */
  public static Rejection at(RejectionReason reason, String pointer, String message) {
    return new Rejection(
        reason, Optional.empty(), shortened(message), Optional.of(recordable(pointer)), List.of());
  }

  /** The same rejection with the targets that were considered, the first 64 of them. */
  public Rejection considering(List<Candidate> considered) {
    var first = considered.subList(0, Math.min(CANDIDATES_MAX, considered.size()));
    return new Rejection(reason, code, message, pointer, first);
  }

  private static String shortened(String message) {
    if (message.codePointCount(0, message.length()) <= MESSAGE_MAX) {
      return message;
    }
    return message.substring(0, message.offsetByCodePoints(0, MESSAGE_MAX - 1)) + "…";
  }

  private static String recordable(String pointer) {
    var kept = pointer;
    while (kept.codePointCount(0, kept.length()) > POINTER_MAX) {
      kept = kept.substring(0, Math.max(0, kept.lastIndexOf('/')));
    }
    return kept;
  }

  /** A target that was considered and not taken. */
  public record Candidate(@NotBlank String targetId, @NotBlank String objection) {

    private static final Rules RULES = Rules.of(Candidate.class);

    public Candidate {
      RULES.check(targetId, objection).orThrow();
    }
  }
}
