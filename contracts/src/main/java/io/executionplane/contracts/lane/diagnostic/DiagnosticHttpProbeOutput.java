package io.executionplane.contracts.lane.diagnostic;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * What a server answered.
 *
 * @param payload given exactly when the status is ok
 */
public record DiagnosticHttpProbeOutput(
    @Inline DiagnosticVerdict verdict, Optional<HttpProbe> payload) implements DiagnosticOutput {

  public static final Contract<DiagnosticHttpProbeOutput> CONTRACT =
      Contract.of(DiagnosticHttpProbeOutput.class);

  private static final Rules RULES = Rules.of(DiagnosticHttpProbeOutput.class);

  public DiagnosticHttpProbeOutput {
    RULES
        .check(verdict, payload)
        .and(
            () -> payload.isPresent() == verdict.isOk(),
            "payload",
            "must be given exactly when status is ok")
        .orThrow();
  }

  /**
   * An answer.
   *
   * @param httpStatus any status is an answer
   * @param connectMs how long the connection took, in milliseconds
   */
  public record HttpProbe(
      @Range(min = 200, max = 999) int httpStatus,
      @Range(min = 0, max = DiagnosticHttpProbe.CONNECT_TIMEOUT_MS) int connectMs) {

    private static final Rules RULES = Rules.of(HttpProbe.class);

    public HttpProbe {
      RULES.check(httpStatus, connectMs).orThrow();
    }
  }
}
