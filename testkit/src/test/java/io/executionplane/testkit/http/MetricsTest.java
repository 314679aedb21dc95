package io.executionplane.testkit.http;

import static io.executionplane.testkit.http.ServedPlane.ADA;
import static io.executionplane.testkit.http.ServedPlane.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.lane.process.ProcessRun;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {

  @TempDir static Path directory;

  private static ServedPlane served;

  @BeforeAll
  static void start() {
    served = ServedPlane.in(directory);
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static String metrics() {
    var answer = served.get(OPERATOR, "/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void countsWhatIsAdmittedRefusedAndEnds() {
    served.ended(ADA, ProcessRun.of("/bin/echo", "hello"));
    served.ended(ADA, ProcessRun.of("/bin/false"));
    var request = served.granted(ProcessRun.of("/bin/true"));
    var unauthorised = served.body(request).replaceFirst("\"authority_ref\":\\{[^}]*\\},", "");
    assertThat(served.post(ADA, "/v1/executions", unauthorised).statusCode()).isEqualTo(403);

    assertThat(metrics().lines().filter(line -> !line.startsWith("#")))
        .contains(
            "execution_plane_admissions_total{reason=\"none\",verdict=\"admitted\"} 2.0",
            "execution_plane_admissions_total{reason=\"authority_ref_missing\",verdict=\"rejected\"}"
                + " 1.0",
            "execution_plane_executions_total{lane=\"process\",status=\"succeeded\"} 1.0",
            "execution_plane_executions_total{lane=\"process\",status=\"failed\"} 1.0",
            "execution_plane_executions_total{lane=\"process\",status=\"rejected\"} 1.0",
            "execution_plane_executions_started_total 2.0",
            "execution_plane_output_bytes_total{lane=\"process\"} 6.0",
            "execution_plane_run_seconds_count{lane=\"process\"} 2",
            "execution_plane_executions_running 0.0")
        .anyMatch(line -> line.startsWith("execution_plane_journal_commit_seconds_bucket"))
        .anyMatch(line -> line.startsWith("execution_plane_evidence_lag_seconds_count"));
  }

  @Test
  void areForOperatorsAndAuditors() {
    assertThat(served.get(ADA, "/metrics").statusCode()).isEqualTo(403);
  }
}
