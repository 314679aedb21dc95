package io.executionplane.node.cli;

import io.executionplane.lanes.spi.GuestAgentPlan.TlsPort;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of a port that speaks TLS. */
final class ListenOptions {

  @Option(
      names = "--listen",
      required = true,
      paramLabel = "HOST:PORT",
      description = "A port that speaks TLS 1.3; 0 takes any that is free.")
  private String address = "";

  @Option(
      names = "--keystore",
      required = true,
      paramLabel = "FILE",
      description = "Its certificate and key, PKCS #12.")
  private Path keyStore = Path.of("");

  @Option(
      names = "--keystore-password-file",
      required = true,
      paramLabel = "FILE",
      description = "Holds the keystore's password; mode 0600.")
  private Path passwordFile = Path.of("");

  @Option(names = "--beyond-loopback", description = "Listen where other machines can reach it.")
  private boolean beyondLoopback;

  TlsPort door() {
    var where = socketAddress();
    if (!beyondLoopback && !where.getAddress().isLoopbackAddress()) {
      throw new CliException(
          "--listen: " + address + " can be reached from elsewhere; --beyond-loopback allows it");
    }
    return new TlsPort(where, keyStore, passwordFile);
  }

  private InetSocketAddress socketAddress() {
    var parsed = URI.create("tls://" + address);
    if (parsed.getHost() == null || parsed.getPort() < 0) {
      throw new CliException("--listen: must be HOST:PORT, as 127.0.0.1:7443 or [::1]:7443");
    }
    var where = new InetSocketAddress(parsed.getHost(), parsed.getPort());
    if (where.isUnresolved()) {
      throw new CliException("--listen: there is no host " + parsed.getHost());
    }
    return where;
  }
}
