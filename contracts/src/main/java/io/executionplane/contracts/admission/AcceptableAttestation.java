package io.executionplane.contracts.admission;

import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import java.util.List;

/**
 * The attestation classes that a caller accepts for a target. An empty list accepts nothing.
 *
 * @param classes the accepted classes, most wanted first; without duplicates
 */
public record AcceptableAttestation(
    @NotBlank @Length(max = 128) @Size(max = 32) List<String> classes) {

  private static final Rules RULES = Rules.of(AcceptableAttestation.class);

  public AcceptableAttestation {
    RULES.check(classes).orThrow();
    classes = classes.stream().distinct().toList();
  }
}
