package io.executionplane.testkit.http;

import static io.executionplane.testkit.http.ServedPlane.ADA;
import static io.executionplane.testkit.http.ServedPlane.EVE;
import static io.executionplane.testkit.http.ServedPlane.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.lane.process.ProcessRun;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One tenant sees nothing of another, by whatever path. */
class TenancyTest {

  @TempDir static Path directory;

  private static ServedPlane served;
  private static String ofAda;

  @BeforeAll
  static void start() {
    served = ServedPlane.in(directory);
    ofAda = served.ended(ADA, ProcessRun.of("/bin/echo", "hello"));
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/events",
        "/output/stdout",
        "/evidence",
        "/evidence/proof",
        "/evidence/export",
      })
  void isNotThereForOthers(String part) {
    var path = "/v1/executions/" + ofAda + part;

    assertThat(served.get(ADA, path).statusCode()).isEqualTo(200);
    assertThat(served.get(OPERATOR, path).statusCode()).isEqualTo(200);
    var unseen = served.get(EVE, path);
    assertThat(unseen.statusCode()).isEqualTo(404);
    assertThat(unseen.body())
        .isEqualTo(served.get(EVE, "/v1/executions/ex_" + "a".repeat(26) + part).body());
  }

  @ParameterizedTest
  @ValueSource(strings = {":cancel"})
  void cannotBeActedOnByOthers(String action) {
    assertThat(served.post(EVE, "/v1/executions/" + ofAda + action, "").statusCode())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/log/checkpoint", "/v1/log/tile/0/000.p/1"})
  void hasNoLogForWhoeverIsNoAuditor(String path) {
    assertThat(served.get(EVE, path).statusCode()).isEqualTo(403);
    assertThat(served.get(OPERATOR, path).statusCode()).isEqualTo(200);
  }
}
