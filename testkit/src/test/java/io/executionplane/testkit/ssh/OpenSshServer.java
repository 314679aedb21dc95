package io.executionplane.testkit.ssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/** The server that is on most machines, for the user that runs the tests, with keys of its own. */
public final class OpenSshServer implements SshServerUnderTest {

  private static final Path SSHD = Path.of("/usr/sbin/sshd");

  /** Where a server of root goes to when it has nothing to do; its start script makes it. */
  private static final Path EMPTY = Path.of("/run/sshd");

  private final Process server;
  private final int port;
  private final String hostKey;
  private final Path identity;

  private OpenSshServer(Process server, int port, String hostKey, Path identity) {
    this.server = server;
    this.port = port;
    this.hostKey = hostKey;
    this.identity = identity;
  }

  /** Skips the test where a server that such a user starts has no terminals to give. */
  public static void requireTerminals() {
    Assumptions.assumeTrue(
        System.getProperty("user.name").equals("root"),
        "skipped, because only a server of root gives terminals");
  }

  /** Starts one, or skips the test. */
  public static OpenSshServer start(Path directory) {
    if (!Files.isExecutable(SSHD)) {
      Assumptions.abort("skipped, because " + SSHD + " is not installed");
    }
    var host = KeyFiles.ed25519();
    var client = KeyFiles.ed25519();
    try {
      if (System.getProperty("user.name").equals("root")) {
        Files.createDirectories(EMPTY);
      }
      var port = freePort();
      var keys = directory.resolve("authorized_keys");
      Files.writeString(keys, KeyFiles.publicKey(client) + "\n");
      var config = directory.resolve("sshd_config");
      Files.write(
          config,
          List.of(
              "ListenAddress 127.0.0.1:" + port,
              "HostKey " + KeyFiles.write(directory.resolve("host_key"), host),
              "AuthorizedKeysFile " + keys,
              "PidFile " + directory.resolve("sshd.pid"),
              "StrictModes no",
              "UsePAM no",
              "PasswordAuthentication no",
              "PermitRootLogin prohibit-password",
              "MaxStartups 100"));
      var server =
          new ProcessBuilder(SSHD.toString(), "-D", "-f", config.toString())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("sshd.log").toFile())
              .start();
      awaitListening(server, port);
      return new OpenSshServer(
          server,
          port,
          KeyFiles.publicKey(host),
          KeyFiles.write(directory.resolve("openssh_client_key"), client));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitListening(Process server, int port) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !server.isAlive() || isListening(port));
    if (!server.isAlive()) {
      Assumptions.abort("skipped, because sshd does not start for this user");
    }
  }

  private static boolean isListening(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String hostKey() {
    return hostKey;
  }

  @Override
  public Path identity() {
    return identity;
  }

  @Override
  public void cutConnections() {
    connections().forEach(ProcessHandle::destroyForcibly);
  }

  /** Each connection has processes of its own, below the one that listens. */
  private List<ProcessHandle> connections() {
    return server
        .descendants()
        .filter(each -> each.info().command().filter(SSHD.toString()::equals).isPresent())
        .toList();
  }

  @Override
  public Silence silence() {
    var stopped = connections();
    stopped.forEach(each -> signal("STOP", each));
    return () -> stopped.forEach(each -> signal("CONT", each));
  }

  private static void signal(String name, ProcessHandle process) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    cutConnections();
    server.destroy();
    try {
      if (!server.waitFor(10, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
