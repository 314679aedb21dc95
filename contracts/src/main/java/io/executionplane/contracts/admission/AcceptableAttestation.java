package io.executionplane.contracts.admission;

import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The attestation classes that a caller accepts for a target. An empty list accepts nothing.
 *
 * @param classes the accepted classes; without duplicates
 * @param priorityOrder the classes, most wanted first; empty means as they are listed
 */
@ContractVersion("1")
public record AcceptableAttestation(
    @NotBlank @Length(max = 128) @Size(max = 32) List<String> classes,
    @NotBlank @Length(max = 128) @Size(max = 32) List<String> priorityOrder) {

  private static final Rules RULES = Rules.of(AcceptableAttestation.class);

  public AcceptableAttestation {
    RULES.check(classes, priorityOrder).orThrow();
    classes = classes.stream().distinct().toList();
    priorityOrder = priorityOrder.stream().distinct().toList();
  }

  /** Classes, most wanted first. */
  public AcceptableAttestation(List<String> classes) {
    this(classes, List.of());
  }

  /**
   * The accepted ones among what a target was measured to be, most wanted first. Nothing outside
   * {@code classes} is ever accepted; classes without a place in the order come last.
   */
  public List<String> intersect(Collection<String> attested) {
    return Stream.concat(priorityOrder.stream(), classes.stream())
        .filter(classes::contains)
        .filter(attested::contains)
        .distinct()
        .toList();
  }
}
