package io.executionplane.testkit.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.json.Json;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The service of {@code docs/examples/embedding}, in a JVM of its own, and a client of it. */
final class ChecksumsExample implements AutoCloseable {

  static final Path PROJECT = Path.of("..", "docs", "examples", "embedding");

  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final String LISTENING = "listening on ";

  private final Process process;
  private final URI url;
  private final HttpClient client = HttpClient.newHttpClient();

  private ChecksumsExample(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /** Compiles it as its own project would, warnings being errors. */
  static void compile(Path classes) throws Exception {
    var command = new ArrayList<>(List.of(ofJava("javac"), "--release", "17", "-proc:none"));
    command.addAll(List.of("-Xlint:all,-path,-classfile", "-Werror"));
    command.addAll(List.of("-d", classes.toString(), "-cp", classPath()));
    try (var sources = Files.walk(PROJECT.resolve("src/main/java"))) {
      sources.filter(Files::isRegularFile).map(Path::toString).forEach(command::add);
    }
    var compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
    var complaints = new String(compiler.getInputStream().readAllBytes(), UTF_8);
    assertThat(compiler.waitFor()).as(complaints).isZero();
  }

  /** Starts it on a free port, and waits until it listens. */
  static ChecksumsExample start(Path classes, Path data, Path files) throws IOException {
    var resources = PROJECT.resolve("src/main/resources").toString();
    var classPath = String.join(File.pathSeparator, classes.toString(), resources, classPath());
    var process =
        new ProcessBuilder(
                ofJava("java"),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                "com.example.checksums.Main",
                data.toString(),
                files.toString(),
                "0")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var said = String.valueOf(process.inputReader(UTF_8).readLine());
    if (!said.startsWith(LISTENING)) {
      process.destroyForcibly();
      throw new AssertionError("it does not listen; it said: " + said);
    }
    return new ChecksumsExample(process, URI.create(said.substring(LISTENING.length())));
  }

  private static String ofJava(String program) {
    return Path.of(System.getProperty("java.home"), "bin", program).toString();
  }

  /** Folders and jars: the compiler gives up at anything else. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(each -> each.endsWith(".jar") || Files.isDirectory(Path.of(each)))
        .collect(Collectors.joining(File.pathSeparator));
  }

  URI url() {
    return url;
  }

  // --- Asking it

  /** An order; headers as names and values in turn. */
  HttpResponse<String> order(String json, String... headers) throws Exception {
    var request = request("", "POST", BodyPublishers.ofString(json));
    request.header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request, BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws Exception {
    return ask("GET", path);
  }

  HttpResponse<String> ask(String method, String path) throws Exception {
    return send(request(path, method, BodyPublishers.noBody()), BodyHandlers.ofString());
  }

  <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body) throws Exception {
    return client.sendAsync(request.build(), body).get(WITHIN.toSeconds(), TimeUnit.SECONDS);
  }

  /** A request for a path below that of all orders. */
  HttpRequest.Builder request(String path, String method, BodyPublisher body) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(WITHIN).method(method, body);
  }

  static JsonNode json(HttpResponse<String> response) {
    return Json.parse(response.body());
  }

  // --- Its end

  /** What it has started and not waited for yet. */
  List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  /** Sends it SIGTERM, and waits for its end. */
  int terminate() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(WITHIN.toSeconds(), TimeUnit.SECONDS)).as("it ends").isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
