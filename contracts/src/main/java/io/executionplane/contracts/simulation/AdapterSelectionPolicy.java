package io.executionplane.contracts.simulation;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import java.util.Locale;

/**
 * How adapters, simulated ones among them, are chosen: by the owner's configuration, never by a
 * request.
 *
 * @param configKey where the owner configures it; neither {@code simulation}, nor a key below one
 *     of that name, nor one that begins so below another key, in whatever case
 * @param defaultValueWhenUnset what is chosen where the owner says nothing
 * @param failClosedActionWhenMisconfigured what happens instead of a guess
 */
@ContractVersion("ExecutionPlane.AdapterSelectionPolicy.v1")
public record AdapterSelectionPolicy(
    SelectionSurface selectionSurface,
    @Ref String configKey,
    @Ref String defaultValueWhenUnset,
    @Ref String failClosedActionWhenMisconfigured,
    OwnerRepo ownerRepo) {

  public static final Contract<AdapterSelectionPolicy> CONTRACT =
      Contract.of(AdapterSelectionPolicy.class);

  private static final Rules RULES = Rules.of(AdapterSelectionPolicy.class);

  public AdapterSelectionPolicy {
    RULES
        .check(
            selectionSurface,
            configKey,
            defaultValueWhenUnset,
            failClosedActionWhenMisconfigured,
            ownerRepo)
        .and(() -> !selectsSimulation(configKey), "configKey", "must not select simulation")
        .orThrow();
  }

  /** Below another key also {@code a.simulation_mode}, which is the same switch by another name. */
  private static boolean selectsSimulation(String key) {
    var lower = key.toLowerCase(Locale.ROOT);
    return lower.equals("simulation")
        || lower.startsWith("simulation.")
        || lower.contains(".simulation");
  }
}
