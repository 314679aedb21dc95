package io.executionplane.contracts.lane.diagnostic;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.WithoutNul;

/**
 * What is known of a path of the workspace?
 *
 * @param path relative to the workspace, with slashes; {@code .} is the workspace itself. No part
 *     is empty or {@code ..}
 */
public record DiagnosticWorkspaceStat(
    @NotBlank @WithoutNul @Length(max = 4_096) String path, @Inline DiagnosticLimits limits)
    implements DiagnosticPayload {

  /** The operation's name. */
  public static final String OPERATION = "diagnostic.workspace_stat";

  public static final Contract<DiagnosticWorkspaceStat> CONTRACT =
      Contract.of(DiagnosticWorkspaceStat.class);

  private static final Rules RULES = Rules.of(DiagnosticWorkspaceStat.class);

  public DiagnosticWorkspaceStat {
    RULES
        .check(path, limits)
        .and(
            () -> staysInside(path), "path", "must be relative, without empty parts and without ..")
        .orThrow();
  }

  private static boolean staysInside(String path) {
    var start = 0;
    for (var slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', start)) {
      if (!isInside(path.substring(start, slash))) {
        return false;
      }
      start = slash + 1;
    }
    return isInside(path.substring(start));
  }

  private static boolean isInside(String part) {
    return !part.isEmpty() && !part.equals("..");
  }
}
