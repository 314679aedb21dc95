package io.executionplane.contracts.simulation;

import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Violation;
import java.util.List;
import java.util.Set;

/**
 * Names of what something means to whoever asked for it: which provider, which model, what it may
 * cost. A plane that acts has no use for them, so they have no place in what it keeps.
 */
final class SemanticKeys {

  private static final PropertyScan SCAN =
      new PropertyScan(
          Set.of(
              "provider_refs",
              "model_refs",
              "budget_profile_ref",
              "meter_profile_ref",
              "semantic_policy",
              "cost_policy"),
          Set.of(),
          text -> false);

  private SemanticKeys() {}

  /** One violation for each semantic key in an object that stands at a pointer. */
  static List<Violation> in(JsonObject object, String at) {
    return SCAN.pointers(object.toNode()).stream()
        .map(pointer -> new Violation(pointer, "must not be there: it names what is semantic"))
        .map(violation -> violation.within(at))
        .toList();
  }

  static void refuse(List<Violation> found) {
    if (!found.isEmpty()) {
      throw new ContractViolationException(found);
    }
  }
}
