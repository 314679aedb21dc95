package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.RejectionReason;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.node.execution.SubmitReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A grant that may start so many executions starts so many, and not one more. */
@ParameterizedClass
@EnumSource
class GrantUseTest {

  private static final String TRACE = "trace";

  /** A hundred at once may take their time on a busy machine: it is the number that counts. */
  private static final Config PATIENT =
      ConfigFactory.parseString(
          """
          execution-plane {
            node { facts-within = 50 seconds, ask-timeout = 55 seconds }
            authority.answer-within = 45 seconds
          }
          """);

  @Parameter private TestDatabase database;
  @TempDir private Path directory;

  private TestPlane plane;
  private Commands commands;

  @BeforeEach
  void start() {
    var data = directory.resolve("data");
    plane = TestPlane.in(data, PATIENT.withFallback(database.configuration(data)));
    commands = Commands.in(directory);
  }

  @AfterEach
  void stop() {
    plane.close();
  }

  @Test
  void startsExactlyFiveExecutionsUnderAGrantForFiveHoweverManyAreSubmittedAtOnce()
      throws IOException {
    var grant = grantFor(5);

    var submitted =
        IntStream.range(0, 100)
            .mapToObj(i -> plane.client().submit(wish().withAuthority(grant)))
            .toList();
    var results =
        submitted.stream()
            .map(reply -> (SubmitReply.Receipt) TestPlane.await(reply))
            .map(receipt -> plane.result(receipt.ref()))
            .toList();

    var refused = results.stream().filter(each -> each.status() == ExecutionStatus.REJECTED);
    assertThat(refused)
        .hasSize(95)
        .allSatisfy(
            each -> assertThat(each.rejection().orElseThrow().code()).contains("uses_exhausted"))
        .allSatisfy(
            each ->
                assertThat(each.rejection().orElseThrow().reason())
                    .isEqualTo(RejectionReason.AUTHORITY_REJECTED));
    assertThat(results.stream().filter(each -> each.status() == ExecutionStatus.SUCCEEDED))
        .hasSize(5);
    assertThat(Files.readAllLines(directory.resolve(TRACE))).hasSize(5);
  }

  @Test
  void countsARetryOfTheSameRequestOnce() {
    var grant = grantFor(1);
    var request = wish().withAuthority(grant);

    plane.result(plane.admitted(request));
    plane.result(plane.admitted(request));

    assertThat(codeOf(plane.submit(wish().withAuthority(grant)))).isEqualTo("uses_exhausted");
  }

  @Test
  void remembersUsesOverARestart() {
    var grant = grantFor(1);
    plane.result(plane.admitted(wish().withAuthority(grant)));

    plane.close();
    start();

    assertThat(codeOf(plane.submit(wish().withAuthority(grant)))).isEqualTo("uses_exhausted");
  }

  @Test
  void usesUpNothingForARequestThatIsRefusedForSomethingElse() {
    var grant = grantFor(1);

    var refused = plane.submit(wish().accepting("guest-attested").withAuthority(grant));
    assertThat(((SubmitReply.Receipt) refused).status()).isEqualTo(ExecutionStatus.REJECTED);

    plane.admitted(wish().withAuthority(grant));
  }

  private AdmissionRequest wish() {
    return plane.wish(commands.appending(TRACE));
  }

  private AuthorityRef grantFor(long uses) {
    return plane
        .grants()
        .sign(plane.grants().anyPayload(wish(), Instant.now()).put("max_uses", uses));
  }

  private String codeOf(SubmitReply reply) {
    return plane.result(reply.ref()).rejection().orElseThrow().code().orElseThrow();
  }
}
