package io.executionplane.contracts.lane.terminal;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Timestamps;
import java.time.Instant;
import java.util.Optional;

/**
 * An open terminal, as anybody may see it: without users, handles and keys.
 *
 * @param terminalId unique on its node
 * @param listeningPort where it listens; only for a remote one
 */
public record TerminalDescription(
    @Ref String terminalId,
    TerminalSurfaceKind surfaceKind,
    @Ref Optional<String> surfaceRef,
    @Ref Optional<String> boundaryClass,
    @Range(min = 1, max = 65_535) Optional<Integer> listeningPort,
    Instant startedAt) {

  private static final Rules RULES = Rules.of(TerminalDescription.class);

  public TerminalDescription {
    RULES
        .check(terminalId, surfaceKind, surfaceRef, boundaryClass, listeningPort, startedAt)
        .and(
            () -> listeningPort.isEmpty() || surfaceKind.isRemote(),
            "listeningPort",
            "must be absent for a local terminal")
        .orThrow();
    startedAt = Timestamps.micros(startedAt);
  }
}
