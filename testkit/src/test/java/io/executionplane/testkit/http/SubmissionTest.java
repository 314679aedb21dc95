package io.executionplane.testkit.http;

import static io.executionplane.testkit.http.ServedPlane.ADA;
import static io.executionplane.testkit.http.ServedPlane.EVE;
import static io.executionplane.testkit.http.ServedPlane.OPERATOR;
import static io.executionplane.testkit.http.ServedPlane.READER;
import static io.executionplane.testkit.http.ServedPlane.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.lane.process.ProcessRun;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmissionTest {

  private static final int AT_ONCE = 200;

  @TempDir static Path directory;

  private static ServedPlane served;

  @BeforeAll
  static void start() {
    served = ServedPlane.in(directory.resolve("data"));
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static HttpResponse<String> submit(String body, String... headers) {
    return served.post(ADA, "/v1/executions", body, headers);
  }

  @Test
  void acceptsAndSaysWhereTheExecutionIs() {
    var accepted = submit(served.body(ProcessRun.of("/bin/true")));

    assertThat(accepted.statusCode()).isEqualTo(202);
    var ref = json(accepted).get("execution_ref").textValue();
    assertThat(accepted.headers().firstValue("Location")).contains("/v1/executions/" + ref);
    var ended = json(served.get(ADA, "/v1/executions/" + ref + "?wait=60"));
    assertThat(ended.get("status").textValue()).isEqualTo("succeeded");
    assertThat(ended.get("tenant_id").textValue()).isEqualTo("ada");
  }

  @Test
  void waitsForTheEndIfThatIsPreferred() {
    var ended = submit(served.body(ProcessRun.of("/bin/sh", "-c", "exit 3")), "Prefer", "wait=60");

    assertThat(ended.statusCode()).isEqualTo(200);
    assertThat(ended.headers().firstValue("Preference-Applied")).contains("wait=60");
    assertThat(json(ended).get("status").textValue()).isEqualTo("failed");
    assertThat(json(ended).at("/result/output/exit/code").intValue()).isEqualTo(3);
  }

  @Test
  void answersThatItIsAcceptedWhenTheTimeToWaitIsUp() {
    var late = submit(served.body(ProcessRun.of("/bin/sleep", "300")), "Prefer", "wait=1");

    assertThat(late.statusCode()).isEqualTo(202);
    var ref = json(late).get("execution_ref").textValue();
    assertThat(served.post(ADA, "/v1/executions/" + ref + ":cancel", "").statusCode())
        .isEqualTo(202);
    var ended = json(served.get(ADA, "/v1/executions/" + ref + "?wait=60"));
    assertThat(ended.get("status").textValue()).isEqualTo("cancelled");
    assertThat(served.post(ADA, "/v1/executions/" + ref + ":cancel", "").statusCode())
        .isEqualTo(200);
  }

  @Test
  void runsTheSameRequestUnderOneKeyOnce() throws Exception {
    var marks = directory.resolve("marks");
    var body = served.body(ProcessRun.of("/bin/sh", "-c", "echo ran >> '" + marks + "'"));
    Callable<HttpResponse<String>> post =
        () -> submit(body, "Idempotency-Key", "once", "Prefer", "wait=60");
    var threads = Executors.newFixedThreadPool(AT_ONCE);
    var refs = new HashSet<String>();
    try {
      for (var answer :
          threads.invokeAll(IntStream.range(0, AT_ONCE).mapToObj(i -> post).toList())) {
        var response = answer.get(60, TimeUnit.SECONDS);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        refs.add(json(response).get("execution_ref").textValue());
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(refs).hasSize(1);
    assertThat(marks).hasContent("ran");
    var again = submit(body, "Idempotency-Key", "once");
    assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
  }

  @Test
  void refusesAnotherBodyUnderTheSameKey() {
    submit(served.body(ProcessRun.of("/bin/true")), "Idempotency-Key", "taken");

    var other = submit(served.body(ProcessRun.of("/bin/false")), "Idempotency-Key", "taken");

    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(json(other).get("code").textValue()).isEqualTo("idempotency_key_reused");
    assertThat(other.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void saysWhichFieldBreaksTheContract() {
    var wrong =
        submit("{\"contract_version\":1,\"lane_id\":\" \",\"operation\":\"run\",\"payload\":{}}");

    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(json(wrong).get("pointer").textValue()).isEqualTo("/lane_id");
    assertThat(wrong.body()).doesNotContain("Exception", "java.");
  }

  @Test
  void refusesWhoeverHasNoAuthorityAndRecordsThat() {
    var granted = served.granted(ProcessRun.of("/bin/true"));
    var body = served.body(granted).replaceFirst("\"authority_ref\":\\{[^}]*\\},", "");

    var refused = submit(body);

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
    assertThat(json(refused).get("code").textValue()).isEqualTo("authority_ref_missing");
    var ref = json(refused).get("execution_ref").textValue();
    var recorded = json(served.get(ADA, "/v1/executions/" + ref));
    assertThat(recorded.get("status").textValue()).isEqualTo("rejected");
  }

  @Test
  void explainsWithoutRunningAnything() {
    var admitted = served.post(ADA, "/v1/admissions", served.body(ProcessRun.of("/bin/true")));

    assertThat(json(admitted).get("admitted").booleanValue()).isTrue();
    assertThat(json(admitted).get("candidates")).isNotEmpty();
  }

  @Test
  void refusesWhoeverIsNobodyOrMayNot() {
    var body = served.body(ProcessRun.of("/bin/true"));

    assertThat(served.post("nobody", "/v1/executions", body).statusCode()).isEqualTo(401);
    assertThat(served.post(READER, "/v1/executions", body).statusCode()).isEqualTo(403);
    assertThat(served.post(ADA, "/v1/node:drain", "").statusCode()).isEqualTo(403);
  }

  @Test
  void refusesABodyOfAnotherType() {
    var request =
        served
            .request(ADA, "/v1/executions")
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString("hello"))
            .build();

    assertThat(served.send(request).statusCode()).isEqualTo(415);
  }

  @Test
  void saysWhichMethodsThereAre() {
    var wrong = served.send(served.request(ADA, "/v1/lanes").DELETE().build());

    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(wrong.headers().firstValue("Allow")).contains("GET");
  }

  @Test
  void refusesAParameterThatItDoesNotKnow() {
    var wrong = served.get(ADA, "/v1/executions?stat=failed");

    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(json(wrong).get("detail").textValue()).contains("stat", "status");
  }

  @Test
  void listsInPagesWhatATenantHasAndNothingElse() {
    var own = served.ended(EVE, ProcessRun.of("/bin/true"));
    served.ended(EVE, ProcessRun.of("/bin/true"));
    served.ended(ADA, ProcessRun.of("/bin/true"));

    var first = json(served.get(EVE, "/v1/executions?page_size=1"));
    var token = first.get("next_page_token").textValue();
    var second = json(served.get(EVE, "/v1/executions?page_size=1&page_token=" + token));

    assertThat(second.at("/executions/0/execution_ref").textValue()).isEqualTo(own);
    assertThat(second.get("next_page_token").isNull()).isTrue();
    assertThat(served.get(EVE, "/v1/executions?tenant=ada").statusCode()).isEqualTo(403);
    assertThat(served.get(OPERATOR, "/v1/executions?tenant=eve&page_size=1000").body())
        .contains(own);
  }

  @Test
  void takesNothingNewWhileItIsDrained() throws Exception {
    Files.createDirectories(directory.resolve("drained"));
    try (var drained = ServedPlane.in(directory.resolve("drained"))) {
      var body = drained.body(ProcessRun.of("/bin/true"));
      assertThat(drained.post(OPERATOR, "/v1/node:drain", "").statusCode()).isEqualTo(202);

      var refused = drained.post(OPERATOR, "/v1/executions", body);

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(drained.get(OPERATOR, "/readyz").statusCode()).isEqualTo(503);
      assertThat(drained.get(OPERATOR, "/livez").statusCode()).isEqualTo(200);
    }
  }
}
