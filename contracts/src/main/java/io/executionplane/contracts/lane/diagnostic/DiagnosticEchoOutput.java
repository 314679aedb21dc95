package io.executionplane.contracts.lane.diagnostic;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * What was said.
 *
 * @param payload given exactly when the status is ok
 */
public record DiagnosticEchoOutput(@Inline DiagnosticVerdict verdict, Optional<Echo> payload)
    implements DiagnosticOutput {

  public static final Contract<DiagnosticEchoOutput> CONTRACT =
      Contract.of(DiagnosticEchoOutput.class);

  private static final Rules RULES = Rules.of(DiagnosticEchoOutput.class);

  public DiagnosticEchoOutput {
    RULES
        .check(verdict, payload)
        .and(
            () -> payload.isPresent() == verdict.isOk(),
            "payload",
            "must be given exactly when status is ok")
        .orThrow();
  }

  /**
   * The text, unchanged.
   *
   * @param text at most 65 536 bytes of UTF-8
   */
  public record Echo(String text) {

    private static final Rules RULES = Rules.of(Echo.class);

    public Echo {
      RULES
          .check(text)
          .and(() -> DiagnosticEcho.fits(text), "text", "must have at most 65536 bytes")
          .orThrow();
    }
  }
}
