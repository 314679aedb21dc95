package io.executionplane.testkit.http;

import static io.executionplane.testkit.http.Scripts.openShell;
import static io.executionplane.testkit.http.Scripts.shell;
import static io.executionplane.testkit.http.ServedPlane.ADA;
import static io.executionplane.testkit.http.ServedPlane.HELPER;
import static io.executionplane.testkit.http.ServedPlane.WITHIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.lane.process.ProcessRun;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exec of fabric8's Kubernetes client, with the path of a pod turned into ours. */
class KubernetesExecTest {

  @TempDir static Path directory;

  private static ServedPlane served;
  private static KubernetesClient client;

  @BeforeAll
  static void start() {
    served = ServedPlane.in(directory.resolve("data"));
    var config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(served.uri("").toString())
            .withOauthToken(HELPER)
            .withNamespace("default")
            .build();
    client =
        new KubernetesClientBuilder()
            .withConfig(config)
            .withHttpClientBuilderConsumer(
                http -> http.addOrReplaceInterceptor("attach", new ToAttach()))
            .build();
  }

  @AfterAll
  static void stop() {
    client.close();
    served.close();
  }

  /** Exec is for pods; this is about executions. */
  private static final class ToAttach implements Interceptor {

    private static final Pattern EXEC =
        Pattern.compile("/api/v1/namespaces/default/pods/([^/]+)/exec");

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      var uri = request.uri().toString();
      builder.uri(URI.create(EXEC.matcher(uri).replaceFirst("/v1/executions/$1/attach")));
    }
  }

  @Test
  void runsACommandAndKnowsItsExitCode() throws Exception {
    var output = new ByteArrayOutputStream();
    var errors = new ByteArrayOutputStream();
    var ref = begun(openShell("read line; echo got $line; echo bye >&2; exit 42"));

    try (var exec =
        client
            .pods()
            .resource(pod(ref))
            .withReadyWaitTimeout(0)
            .redirectingInput()
            .writingOutput(output)
            .writingError(errors)
            .exec("ignored")) {
      exec.getInput().write("hello\n".getBytes(StandardCharsets.UTF_8));
      exec.getInput().flush();

      assertThat(exec.exitCode().get(WITHIN.toSeconds(), TimeUnit.SECONDS)).isEqualTo(42);
    }

    assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("got hello\n");
    assertThat(errors.toString(StandardCharsets.UTF_8)).isEqualTo("bye\n");
  }

  @Test
  void givesEveryByteOfALongOutput() throws Exception {
    var output = new ByteArrayOutputStream();
    var ref = begun(shell("head -c 3000000 /dev/zero; sleep 1"));

    try (var exec =
        client
            .pods()
            .resource(pod(ref))
            .withReadyWaitTimeout(0)
            .writingOutput(output)
            .exec("ignored")) {
      assertThat(exec.exitCode().get(WITHIN.toSeconds(), TimeUnit.SECONDS)).isZero();
    }

    assertThat(output.size()).isEqualTo(3_000_000);
  }

  /** What the client wants to know of a pod before it speaks to one. */
  private static Pod pod(String ref) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(ref)
        .withNamespace("default")
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("main")
        .endContainer()
        .endSpec()
        .build();
  }

  private static String begun(ProcessRun run) {
    var ref = served.submitted(ADA, run);
    Awaitility.await()
        .atMost(WITHIN)
        .until(
            () ->
                served
                    .get(ADA, "/v1/executions/" + ref + "/events")
                    .body()
                    .contains("execution.started"));
    return ref;
  }
}
