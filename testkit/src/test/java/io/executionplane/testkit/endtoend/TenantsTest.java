package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host that serves several tenants keeps them apart. */
class TenantsTest {

  @TempDir private Path directory;

  private TestPlane plane;

  @BeforeEach
  void start() {
    plane = TestPlane.in(directory.resolve("data"));
  }

  @AfterEach
  void stop() {
    plane.close();
  }

  @Test
  void givesTheSameRequestIdOfTwoTenantsToTwoExecutions() {
    var request = plane.request(Commands.in(directory).appending("effect"));

    var red = run("red", request);
    var blue = run("blue", request);

    assertThat(red).isNotEqualTo(blue);
    assertThat(directory.resolve("effect")).content().hasLineCount(2);
    assertThat(plane.events(red)).allMatch(event -> event.tenantId().equals("red"));
    assertThat(TestPlane.await(plane.client().evidence(blue)).verdict())
        .isEqualTo(Verdict.VERIFIED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\t"})
  void refusesATenantWithoutAName(String tenantId) {
    assertThatThrownBy(() -> plane.plane().client(tenantId))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tenantId");
  }

  @Test
  void saysOfWhatIsNotThereThatItIsNotVerified() {
    var nothing = ExecutionRef.derive("red", "never submitted");

    assertThat(TestPlane.await(plane.client().evidence(nothing)).verdict())
        .isNotEqualTo(Verdict.VERIFIED);
  }

  private ExecutionRef run(String tenantId, AdmissionRequest request) {
    var ref = TestPlane.await(plane.plane().client(tenantId).submit(request)).ref();
    plane.result(ref);
    return ref;
  }
}
