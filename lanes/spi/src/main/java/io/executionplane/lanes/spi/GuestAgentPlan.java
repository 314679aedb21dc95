package io.executionplane.lanes.spi;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an agent is started with.
 *
 * @param door how nodes reach it
 * @param tokenFile holds the token that makes a node welcome; mode 0600
 * @param keyFile holds the key that it proves itself with, Ed25519 in PEM, mode 0600; absent for
 *     one that nothing attests
 */
public record GuestAgentPlan(Door door, Path tokenFile, Optional<Path> keyFile) {

  /** How nodes reach an agent. */
  public sealed interface Door {}

  /**
   * A Unix socket.
   *
   * @param path it is made, with mode 0600; its directory must be of mode 0700, or is made so
   */
  public record UnixSocket(Path path) implements Door {}

  /**
   * A port that speaks TLS 1.3.
   *
   * @param address port 0 takes any that is free
   * @param keyStore its certificate and key, PKCS #12
   * @param passwordFile holds the keystore's password; mode 0600
   */
  public record TlsPort(InetSocketAddress address, Path keyStore, Path passwordFile)
      implements Door {}
}
