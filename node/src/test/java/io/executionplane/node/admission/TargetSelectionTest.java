package io.executionplane.node.admission;

import static io.executionplane.node.admission.Samples.NOW;
import static io.executionplane.node.admission.Samples.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.Placement;
import io.executionplane.contracts.execution.Rejection.Candidate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetSelectionTest {

  @Test
  void prefersTheCallersFirstClassOverAllTargets() {
    var facts = Samples.facts(target("a", "weak"), target("b", "strong", "weak"));

    assertThat(chosen(Samples.accepting("strong", "weak"), facts)).contains("b as strong");
  }

  @Test
  void prefersTheLeastLoadedAmongEquals() {
    var later = NOW.plusSeconds(60);
    var facts = Samples.facts(target("a", 3, later, "weak"), target("b", 2, later, "weak"));

    assertThat(chosen(Samples.accepting("weak"), facts)).contains("b as weak");
  }

  @Test
  void breaksATieByName() {
    var facts = Samples.facts(target("b", "weak"), target("a", "weak"));

    assertThat(chosen(Samples.accepting("weak"), facts)).contains("a as weak");
  }

  @Test
  void acceptsNothingWhenNothingIsAcceptable() {
    assertThat(chosen(Samples.accepting(), Samples.facts(target("a", "weak")))).isEmpty();
  }

  @Test
  void knowsTheOtherNameOfTheWeakClass() {
    var facts = Samples.facts(target("a", "local-process-weak"));

    assertThat(chosen(Samples.accepting("local-erlexec-weak"), facts))
        .contains("a as local-process-weak");
  }

  @Test
  void passesOverATargetWhoseAttestationEndsNow() {
    var facts = Samples.facts(target("a", 0, NOW, "weak"), target("b", "weak"));

    assertThat(chosen(Samples.accepting("weak"), facts)).contains("b as weak");
  }

  @Test
  void saysOfEveryTargetWhyItWillNotDo() {
    var request = Samples.placedAt(Placement.target("c"));
    var facts =
        Samples.facts(
            Samples.granted("b", "*"),
            List.of(target("a", 0, NOW, "weak"), target("b", "weak"), target("c", "weak")));

    assertThat(TargetSelection.among(request, facts).objections())
        .containsExactly(
            new Candidate("a", "its attestation has expired"),
            new Candidate("b", "the request names another target"),
            new Candidate("c", "the authority does not cover it"));
  }

  @Test
  void takesNoClassThatTheAuthorityDoesNotCover() {
    var facts = Samples.facts(Samples.granted("*", "weak"), List.of(target("a", "strong", "weak")));

    assertThat(chosen(Samples.accepting("strong", "weak"), facts)).contains("a as weak");
  }

  private static Optional<String> chosen(AdmissionRequest request, AdmissionFacts facts) {
    return TargetSelection.among(request, facts)
        .choice()
        .map(choice -> choice.target().targetId() + " as " + choice.attestationClass());
  }
}
