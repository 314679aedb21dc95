package io.executionplane.contracts.hazmat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.posture.AttachTriple;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttachGrantTest {

  private static final ExecutionRef REF = ExecutionRef.derive("tenant", "request");

  @Test
  void permitsOnlyTheDirectionsThatItLists() {
    var grant = AttachTriple.matching().attachGrant();

    assertThat(grant.permits(AttachDirection.READ)).isTrue();
    assertThat(grant.permits(AttachDirection.WRITE)).isFalse();
    assertThat(grant.permits(AttachDirection.CONTROL)).isFalse();
  }

  @Test
  void belongsToThePrincipalWhereOneIsNamedAndElseToTheSystem() {
    var triple = AttachTriple.matching();
    triple.grant().put("system_actor_ref", "system-1");
    var principals = triple.attachGrant();
    triple.grant().remove("principal_ref");
    var systems = triple.attachGrant();

    assertThat(principals.isHeldBy("principal-1")).isTrue();
    assertThat(principals.isHeldBy("system-1")).isFalse();
    assertThat(systems.isHeldBy("system-1")).isTrue();
  }

  @Test
  void refusesTheNarrowShapeThatNamesNoActor() {
    var triple = AttachTriple.matching();
    triple.grant().remove("principal_ref");

    assertThat(AttachGrant.CONTRACT.violations(triple.grant()))
        .singleElement()
        .hasToString("/principal_ref or system_actor_ref is required");
  }

  @Test
  void namesOneExecutionOrNone() {
    var directions = List.of(AttachDirection.READ);

    assertThat(new GrantScope(Optional.of(REF), directions).names(REF)).isTrue();
    assertThat(new GrantScope(Optional.empty(), directions).names(REF)).isFalse();
    assertThat(
            new GrantScope(Optional.of(REF), directions).names(ExecutionRef.derive("tenant", "b")))
        .isFalse();
  }

  @Test
  void refusesADirectionThatIsListedTwice() {
    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(
            () ->
                new GrantScope(
                    Optional.empty(), List.of(AttachDirection.READ, AttachDirection.READ)))
        .withMessage("/directions must name each once");
  }
}
