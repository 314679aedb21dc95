package io.executionplane.node.authority;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.NodeEntry.GrantRevoked;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What tells a grant from all others.
 *
 * @param issuer who issued it
 * @param grantId its own id, unique with its issuer
 */
public record GrantName(String issuer, String grantId) {

  /** The grants that were taken back, from what the log has of no execution. */
  public static Set<GrantName> revokedIn(List<LogEntry> entries) {
    return entries.stream()
        .filter(GrantRevoked.class::isInstance)
        .map(GrantRevoked.class::cast)
        .map(entry -> new GrantName(entry.issuer(), entry.grantId()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
