package io.executionplane.contracts.lane.diagnostic;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.Rules;
import java.nio.charset.StandardCharsets;

/**
 * Say this.
 *
 * @param text what to say, at most 65 536 bytes of UTF-8; nothing in it is interpreted
 */
public record DiagnosticEcho(String text, @Inline DiagnosticLimits limits)
    implements DiagnosticPayload {

  /** The operation's name. */
  public static final String OPERATION = "diagnostic.echo";

  public static final Contract<DiagnosticEcho> CONTRACT = Contract.of(DiagnosticEcho.class);

  private static final Rules RULES = Rules.of(DiagnosticEcho.class);

  public DiagnosticEcho {
    RULES
        .check(text, limits)
        .and(() -> fits(text), "text", "must have at most 65536 bytes")
        .orThrow();
  }

  static boolean fits(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length <= DiagnosticLimits.OUTPUT_BYTES_CEILING;
  }
}
