package io.executionplane.contracts.lane.terminal;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * Where an operator's terminal is.
 *
 * @param surfaceKind absent means a local terminal
 * @param surfaceRef the name that its owner gives it; the terminal's id, where one is given
 * @param boundaryClass how far it is trusted, in the words of whoever decides that
 * @param transportOptions never given for a local terminal, which needs none
 * @param observability how it is to be watched, in the words of whoever watches
 */
@ContractVersion("operator_terminal_surface.v1")
public record OperatorTerminalSurface(
    Optional<TerminalSurfaceKind> surfaceKind,
    @Ref Optional<String> surfaceRef,
    @Ref Optional<String> boundaryClass,
    Optional<TerminalTransportOptions> transportOptions,
    Optional<JsonObject> observability) {

  public static final Contract<OperatorTerminalSurface> CONTRACT =
      Contract.of(OperatorTerminalSurface.class);

  private static final Rules RULES = Rules.of(OperatorTerminalSurface.class);

  public OperatorTerminalSurface {
    RULES
        .check(surfaceKind, surfaceRef, boundaryClass, transportOptions, observability)
        .and(
            () ->
                transportOptions.map(TerminalTransportOptions::isEmpty).orElse(true)
                    || surfaceKind.map(TerminalSurfaceKind::isRemote).orElse(false),
            "transportOptions",
            "must be empty for a local terminal")
        .orThrow();
  }

  /** Its kind, said or meant. */
  public TerminalSurfaceKind kind() {
    return surfaceKind.orElse(TerminalSurfaceKind.LOCAL_TERMINAL);
  }
}
