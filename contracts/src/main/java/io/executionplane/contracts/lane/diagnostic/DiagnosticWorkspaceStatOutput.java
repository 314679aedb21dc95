package io.executionplane.contracts.lane.diagnostic;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Timestamps;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a path.
 *
 * @param payload given exactly when the status is ok
 */
public record DiagnosticWorkspaceStatOutput(
    @Inline DiagnosticVerdict verdict, Optional<WorkspaceStat> payload)
    implements DiagnosticOutput {

  public static final Contract<DiagnosticWorkspaceStatOutput> CONTRACT =
      Contract.of(DiagnosticWorkspaceStatOutput.class);

  private static final Rules RULES = Rules.of(DiagnosticWorkspaceStatOutput.class);

  public DiagnosticWorkspaceStatOutput {
    RULES
        .check(verdict, payload)
        .and(
            () -> payload.isPresent() == verdict.isOk(),
            "payload",
            "must be given exactly when status is ok")
        .orThrow();
  }

  /**
   * A path, never what is in it.
   *
   * @param kind absent means that nothing is there
   * @param bytes size of a file; given exactly when it is one
   * @param modifiedAt when it last changed; never given where nothing is there
   */
  public record WorkspaceStat(
      Optional<Kind> kind, @Range(min = 0) Optional<Long> bytes, Optional<Instant> modifiedAt) {

    private static final Rules RULES = Rules.of(WorkspaceStat.class);

    public WorkspaceStat {
      RULES
          .check(kind, bytes, modifiedAt)
          .and(
              () -> bytes.isPresent() == kind.equals(Optional.of(Kind.FILE)),
              "bytes",
              "must be given exactly when kind is file")
          .and(
              modifiedAt,
              kind,
              (moment, what) -> moment.isEmpty() || what.isPresent(),
              "modifiedAt",
              "must be absent where kind is")
          .orThrow();
      modifiedAt = modifiedAt.map(Timestamps::micros);
    }

    /** What can be there. */
    public enum Kind {
      FILE,
      DIRECTORY,
      LINK,
      OTHER
    }
  }
}
