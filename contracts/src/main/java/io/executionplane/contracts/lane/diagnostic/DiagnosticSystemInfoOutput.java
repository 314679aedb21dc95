package io.executionplane.contracts.lane.diagnostic;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * What machine it is.
 *
 * @param payload given exactly when the status is ok
 */
public record DiagnosticSystemInfoOutput(
    @Inline DiagnosticVerdict verdict, Optional<SystemInfo> payload) implements DiagnosticOutput {

  public static final Contract<DiagnosticSystemInfoOutput> CONTRACT =
      Contract.of(DiagnosticSystemInfoOutput.class);

  private static final Rules RULES = Rules.of(DiagnosticSystemInfoOutput.class);

  public DiagnosticSystemInfoOutput {
    RULES
        .check(verdict, payload)
        .and(
            () -> payload.isPresent() == verdict.isOk(),
            "payload",
            "must be given exactly when status is ok")
        .orThrow();
  }

  /**
   * A machine. Nothing that names its owner or its users.
   *
   * @param osName for example {@code Linux}
   * @param osVersion the kernel's version
   * @param architecture for example {@code amd64}
   * @param processors processors that the node may use
   * @param memoryBytes memory of the machine
   * @param runtimeVersion version of the Java runtime
   */
  public record SystemInfo(
      @NotBlank @Length(max = 256) String osName,
      @NotBlank @Length(max = 256) String osVersion,
      @NotBlank @Length(max = 64) String architecture,
      @Range(min = 1) int processors,
      @Range(min = 0) long memoryBytes,
      @NotBlank @Length(max = 256) String runtimeVersion) {

    private static final Rules RULES = Rules.of(SystemInfo.class);

    public SystemInfo {
      RULES
          .check(osName, osVersion, architecture, processors, memoryBytes, runtimeVersion)
          .orThrow();
    }
  }
}
