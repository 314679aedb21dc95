package io.executionplane.contracts.family;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.json.Timestamps;
import io.executionplane.contracts.json.WithoutNul;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A process to start. */
@ContractVersion("ExecutionPlane.ProcessRequest.v1")
public record ProcessRequest(
    @Ref String commandRef,
    @NotBlank @WithoutNul String executable,
    @WithoutNul @Size(max = 65_536) List<String> arguments,
    @Ref Optional<String> workingDirectoryRef,
    @Ref Optional<String> environmentMaterializationRef,
    FamilyStdinMode stdinMode,
    Optional<Instant> deadlineAt) {

  public static final Contract<ProcessRequest> CONTRACT = Contract.of(ProcessRequest.class);

  private static final Rules RULES = Rules.of(ProcessRequest.class);

  public ProcessRequest {
    RULES
        .check(
            commandRef,
            executable,
            arguments,
            workingDirectoryRef,
            environmentMaterializationRef,
            stdinMode,
            deadlineAt)
        .orThrow();
    arguments = List.copyOf(arguments);
    deadlineAt = deadlineAt.map(Timestamps::micros);
  }
}
