package io.executionplane.node.cli;

import io.executionplane.node.authority.GrantClaims;
import java.time.Instant;
import java.util.List;

/** What grants claim, as rows for people. The document is the claims themselves. */
final class GrantViews {

  private GrantViews() {}

  static void addRows(Table table, GrantClaims claims) {
    table.row("grant", claims.jti());
    table.row("issuer", claims.iss());
    table.row("subject", claims.sub());
    table.row("audience", claims.aud());
    table.row(
        "valid",
        Times.text(Instant.ofEpochSecond(claims.nbf())) + " to " + Times.text(claims.expiresAt()));
    table.row("lanes", names(claims.lanes()));
    table.row("operations", names(claims.operations()));
    table.row("targets", names(claims.targets()));
    table.row("classes", names(claims.attestationClasses()));
    table.row("uses", claims.maxUses().map(max -> "at most " + max).orElse("any number"));
    table.row("payload", claims.payloadHash().map(hash -> "only " + hash).orElse("any"));
    claims.budget().ifPresent(budget -> addBudget(table, budget));
  }

  private static void addBudget(Table table, GrantClaims.Budget budget) {
    budget.wallClockMs().ifPresent(most -> table.row("wall clock", "at most " + most + " ms"));
    budget.outputBytes().ifPresent(most -> table.row("output", "at most " + most + " bytes"));
  }

  private static String names(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
