package io.executionplane.testkit.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.evidence.FlowPayload.OutputMasked;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.journal.export.EvidenceExporter;
import io.executionplane.journal.export.EvidenceExporter.Content;
import io.executionplane.journal.export.ExportProgress;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.journal.verify.JdbcEvidenceSource;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import io.executionplane.lanes.spi.CredentialHandle;
import io.executionplane.lanes.spi.Secret;
import io.executionplane.node.credential.CredentialContext;
import io.executionplane.node.credential.CredentialResolver;
import io.executionplane.node.credential.EnvCredentials;
import io.executionplane.node.credential.FileCredentials;
import io.executionplane.node.credential.MemoryCredentials;
import io.executionplane.node.session.Foreground;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Secrets of every resolver, printed by a command in every way that it knows, are in nothing that
 * is kept, shown or handed on.
 */
@ParameterizedClass
@EnumSource
class CanaryTest {

  private static final String MEMORY = "credential-handle://memory/canary";
  private static final String FILE = FileCredentials.BEGINNING + "canary";
  private static final String ENV = EnvCredentials.BEGINNING + "CANARY";

  private static final String NEVER = "credential-handle://silent/never";

  /** Prints the three as they are, byte by byte and encoded, and ends in the midst of nothing. */
  private static final String SING =
      """
      touch singing; while [ ! -e enough ]; do sleep 0.02; done
      printf '%s\\n' "$MEM" "$FIL" "$ENV"
      printf '%s\\n' "$MEM" "$FIL" "$ENV" >&2
      for v in "$MEM" "$FIL" "$ENV"; do
        rest=$v
        while [ -n "$rest" ]; do printf %s "${rest%"${rest#?}"}"; rest=${rest#?}; done; echo
        for before in '' x xx; do
          printf '%s%s' "$before" "$v" | base64 -w 0; echo
          printf '%s%s' "$before" "$v" | base64
          printf '%s%s' "$before" "$v" | base64 -w 0 | tr '+/' '-_'; echo
        done
        printf %s "$v" | od -An -v -tx1 | tr -d ' \\n'; echo
        printf %s "$v" | od -An -v -tx1 | tr -d ' \\n' | tr a-f A-F; echo
        printf %s "$v" | sed 's/\\\\/\\\\\\\\/g; s/"/\\\\"/g'; echo
        printf %s "$v" | sed 's/\\\\/%5C/g; s/"/%22/g; s/+/%2B/g; s/=/%3D/g; s,/,%2F,g'; echo
      done
      printf 'no secret at all\\n'
      printf %s "$FIL"
      exit 3
      """;

  private final List<Canary> canaries =
      List.of(Canary.fresh("memory"), Canary.fresh("file"), Canary.fresh("env"));

  private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
  private final MemoryCredentials memory = new MemoryCredentials();

  private final CompletableFuture<Done> asked = new CompletableFuture<>();

  @Parameter private TestDatabase database;
  @TempDir private Path directory;

  private KeptLog log;
  private TestPlane plane;
  private boolean closed;

  @BeforeEach
  void start() throws IOException {
    log = KeptLog.open();
    var data = directory.resolve("data");
    var secrets = Files.createDirectory(directory.resolve("secrets"));
    var file = Files.writeString(secrets.resolve("canary"), canaries.get(1).value() + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(directory.resolve("sing"), SING);
    memory.put(MEMORY, canaries.get(0).value());
    plane =
        TestPlane.in(
            data,
            database.configuration(data),
            builder ->
                builder
                    .credentialResolver(memory)
                    .credentialResolver(silent())
                    .credentialResolver(new FileCredentials(secrets))
                    .credentialResolver(
                        new EnvCredentials(
                            Set.of("CANARY"), Map.of("CANARY", canaries.get(2).value()))));
  }

  @AfterEach
  void stop() {
    closePlane();
    log.close();
  }

  private void closePlane() {
    if (!closed) {
      closed = true;
      plane.close();
    }
  }

  @Test
  void leavesNoByteOfThemAnywhere() {
    var ref = sing();

    var result = plane.result(ref);

    assertThat(result.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(plane.text(ref, StreamName.STDOUT)).contains("no secret at all").endsWith("***");
    assertThat(plane.verify(ref).verdict()).isEqualTo(Verdict.VERIFIED);
    assertHidden("result", result.toString().getBytes(UTF_8));
    assertHidden("output", plane.output(ref, StreamName.STDOUT).toArray());
    assertHidden("error output", plane.output(ref, StreamName.STDERR).toArray());
    assertHidden("foreground", seen.toByteArray());
    assertHidden("events", plane.events(ref).toString().getBytes(UTF_8));
    assertHidden("tables", EverythingStored.in(plane.plane().journal().dataSource()));
    assertHidden("export", export(ref));
    closePlane();
    assertHidden("data directory", EverythingStored.in(directory.resolve("data")));
    assertHidden("log", log.lines());
    assertThat(seen.toString(UTF_8)).contains("no secret at all");
  }

  @Test
  void saysHowMuchItMaskedBeforeAStreamIsClosed() {
    var ref = sing();
    plane.result(ref);

    var masked =
        plane.events(ref).stream()
            .map(event -> event.payload())
            .filter(OutputMasked.class::isInstance)
            .map(OutputMasked.class::cast)
            .filter(event -> event.stream().equals(StreamName.STDERR))
            .toList();

    var bytes = canaries.stream().mapToLong(canary -> canary.value().length()).sum();
    assertThat(masked).containsExactly(new OutputMasked(StreamName.STDERR, 3, bytes));
    assertThat(plane.eventTypes(ref)).containsSubsequence("output.masked", "stream.closed");
    assertThat(plane.output(ref, StreamName.STDERR).size()).isEqualTo(bytes + 3);
  }

  @Test
  void masksWhatTheLaneSaysOfACommand() throws IOException {
    var hidden = Files.createDirectory(directory.resolve("hidden-" + System.nanoTime()));
    Files.copy(Path.of("/bin/true"), hidden.resolve("tool"), StandardCopyOption.COPY_ATTRIBUTES);
    memory.put(MEMORY, hidden.toString());

    var ref = plane.run(run("tool", List.of(), Map.of("PATH", MEMORY))).executionRef();

    assertThat(plane.verify(ref).verdict()).isEqualTo(Verdict.VERIFIED);
    assertThat(plane.events(ref).toString()).doesNotContain(hidden.toString());
    assertThat(new String(EverythingStored.in(plane.plane().journal().dataSource()), ISO_8859_1))
        .contains("*".repeat(hidden.toString().length()) + "/tool")
        .doesNotContain(hidden.toString());
  }

  @Test
  void startsNothingWhenACredentialIsMissingAndSaysWhich() {
    var touching =
        run("/usr/bin/touch", List.of("touched"), Map.of("A", MEMORY, "B", FILE + "-absent"));

    var result = plane.run(touching);

    assertThat(result.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(result.failure().orElseThrow().code()).isEqualTo("credential_unavailable");
    assertThat(result.failure().orElseThrow().reason())
        .isEqualTo(
            "the credential credential-handle://file/canary-absent cannot be had:"
                + " there is no such file");
    assertThat(directory.resolve("touched")).doesNotExist();
    assertThat(plane.eventTypes(result.executionRef())).doesNotContain("lane.fact");
    assertThat(plane.verify(result.executionRef()).verdict()).isEqualTo(Verdict.VERIFIED);
  }

  @Test
  void startsNothingWhenItIsCancelledBeforeItsCredentialIsThere() {
    var request = plane.request(run("/usr/bin/touch", List.of("touched"), Map.of("A", NEVER)));
    var ref = plane.admitted(request);
    TestPlane.await(asked);

    TestPlane.await(plane.client().cancel(ref, "test"));

    assertThat(plane.result(ref).status()).isEqualTo(ExecutionStatus.CANCELLED);
    assertThat(directory.resolve("touched")).doesNotExist();
    assertThat(plane.verify(ref).verdict()).isEqualTo(Verdict.VERIFIED);
  }

  /** Hears of every request and answers none. */
  private CredentialResolver silent() {
    return new CredentialResolver() {
      @Override
      public String resolverId() {
        return "silent";
      }

      @Override
      public boolean recognises(CredentialHandle handle) {
        return handle.text().equals(NEVER);
      }

      @Override
      public CompletionStage<Secret> resolve(CredentialHandle handle, CredentialContext context) {
        asked.complete(Done.getInstance());
        return new CompletableFuture<>();
      }
    };
  }

  @Test
  void makesTheHandlesPartOfTheRequestAndTheValuesNot() {
    var request = plane.request(run("/bin/true", List.of(), Map.of("A", MEMORY)));
    var first = plane.result(plane.admitted(request));

    memory.put(MEMORY, "another value");
    var again = plane.submit(request);

    assertThat(again.ref()).isEqualTo(first.executionRef());
    assertThat(plane.text(again.ref(), StreamName.REQUEST)).contains(MEMORY);
    assertThat(request.fingerprint())
        .isNotEqualTo(
            plane
                .wish(run("/bin/true", List.of(), Map.of("A", FILE)))
                .withRequestId(request.requestId().orElseThrow())
                .fingerprint());
  }

  /** While it sings, a look at all processes of the machine. */
  private ExecutionRef sing() {
    var names = Map.of("MEM", MEMORY, "FIL", FILE, "ENV", ENV);
    var request = plane.request(run("/bin/sh", List.of("sing"), names));
    Sink<ByteString, ?> foreground =
        Sink.foreach((ByteString bytes) -> seen.writeBytes(bytes.toArray()));
    var reply =
        TestPlane.await(
            plane
                .client()
                .submit(
                    request,
                    new Foreground(Optional.empty(), Map.of(StreamName.STDOUT, foreground))));
    Eventually.holds("singing", () -> Files.exists(directory.resolve("singing")));
    assertHidden("command lines", commandLines());
    write("enough");
    return reply.ref();
  }

  private void write(String file) {
    try {
      Files.createFile(directory.resolve(file));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static byte[] commandLines() {
    var lines = new ByteArrayOutputStream();
    ProcessHandle.allProcesses()
        .forEach(process -> lines.writeBytes(commandLine(process.pid()).getBytes(UTF_8)));
    return lines.toByteArray();
  }

  /** Empty when the process is gone meanwhile. */
  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"), ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }

  private byte[] export(ExecutionRef ref) {
    var source = new JdbcEvidenceSource(plane.plane().journal().dataSource());
    var to = directory.resolve("export");
    new EvidenceExporter(source)
        .export(ref, Optional.empty(), to, Content.INCLUDED, ExportProgress.ignored());
    return EverythingStored.in(to);
  }

  private void assertHidden(String place, byte[] bytes) {
    assertThat(bytes).as("bytes of the %s", place).isNotEmpty();
    for (var canary : canaries) {
      assertThat(canary.foundIn(bytes)).as("found in the %s", place).isEmpty();
    }
  }

  private ProcessRun run(String command, List<String> argv, Map<String, String> handles) {
    return new ProcessRun(
        command,
        argv,
        Optional.of(directory.toString()),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(200),
        handles,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
