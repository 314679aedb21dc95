package io.executionplane.contracts.packet;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.JsonValue;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.json.WithoutNul;
import io.executionplane.contracts.surface.ExecutionSurface;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A process to run. Its input is a JSON value or bytes, never both.
 *
 * <p>An intent names a grant, so it is governed: its environment is what it declares and nothing
 * else. {@code clear_env} may say so, and may not say otherwise.
 *
 * @param argv elements may be empty
 * @param stderrMode absent means separate
 * @param closeStdin whether input ends after what is given; absent means true
 * @param executionSurface absent means a local subprocess
 */
@ContractVersion("process_execution_intent.v1")
public record ProcessExecutionIntent(
    ExecutionIntentEnvelope envelope,
    @NotBlank @WithoutNul String command,
    StdioMode stdioMode,
    @WithoutNul @Size(max = 65_536) List<String> argv,
    @Size(max = 4_096) Map<@NotBlank @WithoutNul String, @WithoutNul String> envProjection,
    @NotBlank @WithoutNul Optional<String> cwd,
    Optional<JsonValue> stdin,
    Optional<Bytes> stdinBytes,
    Optional<Boolean> clearEnv,
    @NotBlank @WithoutNul Optional<String> user,
    Optional<StderrMode> stderrMode,
    Optional<Boolean> closeStdin,
    Optional<ExecutionSurface> executionSurface,
    Optional<ShutdownPolicy> shutdownPolicy)
    implements ExecutionIntent {

  public static final Contract<ProcessExecutionIntent> CONTRACT =
      Contract.of(ProcessExecutionIntent.class);

  private static final Rules RULES = Rules.of(ProcessExecutionIntent.class);

  public ProcessExecutionIntent {
    RULES
        .check(
            envelope,
            command,
            stdioMode,
            argv,
            envProjection,
            cwd,
            stdin,
            stdinBytes,
            clearEnv,
            user,
            stderrMode,
            closeStdin,
            executionSurface,
            shutdownPolicy)
        .and(
            () -> stdin.isEmpty() || stdinBytes.isEmpty(),
            "stdinBytes",
            "must be absent where stdin is given")
        .and(() -> clearEnv.orElse(true), "clearEnv", "must not be false: the intent is governed")
        .orThrow();
    argv = List.copyOf(argv);
    envProjection = Collections.unmodifiableSortedMap(new TreeMap<>(envProjection));
  }

  /** Where it shall run, said or not. */
  public ExecutionSurface surface() {
    return executionSurface.orElseGet(ExecutionSurface::local);
  }

  /** Where its error output goes, said or not. */
  public StderrMode stderr() {
    return stderrMode.orElse(StderrMode.SEPARATE);
  }

  /** Whether its input ends after what is given, said or not. */
  public boolean closesStdin() {
    return closeStdin.orElse(true);
  }
}
