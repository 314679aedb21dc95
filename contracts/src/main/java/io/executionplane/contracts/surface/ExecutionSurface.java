package io.executionplane.contracts.surface;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import java.util.List;
import java.util.Optional;

/**
 * Where an effect shall happen. Launch fields (command, args, cwd, env, clear_env, user) among the
 * transport options are dropped: a placement never carries command semantics. Options of which
 * nothing is left count as absent.
 *
 * @param surfaceKind absent means {@code local_subprocess}
 * @param transportOptions how the place is reached; its adapter gives it a type
 * @param observability what whoever watches wants to find again
 */
@ContractVersion("execution_surface.v1")
public record ExecutionSurface(
    Optional<SurfaceKind> surfaceKind,
    Optional<JsonObject> transportOptions,
    @Ref Optional<String> targetId,
    @Ref Optional<String> leaseRef,
    @Ref Optional<String> surfaceRef,
    @Ref Optional<String> boundaryClass,
    Optional<JsonObject> observability) {

  public static final Contract<ExecutionSurface> CONTRACT = Contract.of(ExecutionSurface.class);

  /** What belongs to a command and so to an intent; the last but one is an older spelling. */
  private static final List<String> LAUNCH_FIELDS =
      List.of("command", "args", "cwd", "env", "clear_env", "clear_env?", "user");

  private static final Rules RULES = Rules.of(ExecutionSurface.class);

  public ExecutionSurface {
    RULES
        .check(
            surfaceKind,
            transportOptions,
            targetId,
            leaseRef,
            surfaceRef,
            boundaryClass,
            observability)
        .orThrow();
    transportOptions = transportOptions.flatMap(ExecutionSurface::withoutLaunchFields);
  }

  /** A child process of the node: the place of an effect that names none. */
  public static ExecutionSurface local() {
    return new ExecutionSurface(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The kind of the place, said or not. */
  public SurfaceKind kind() {
    return surfaceKind.orElse(SurfaceKind.LOCAL_SUBPROCESS);
  }

  private static Optional<JsonObject> withoutLaunchFields(JsonObject options) {
    var kept = options.toNode().remove(LAUNCH_FIELDS);
    return kept.isEmpty() ? Optional.empty() : Optional.of(JsonObject.of(kept));
  }
}
