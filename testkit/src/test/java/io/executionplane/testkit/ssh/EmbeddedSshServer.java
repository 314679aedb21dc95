package io.executionplane.testkit.ssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;

/**
 * A server within this JVM. It gives commands no session of their own, tells a death by signal as
 * an exit code, and tells no end before the streams have ended, because that is all that the JDK
 * says of its children.
 */
public final class EmbeddedSshServer implements SshServerUnderTest {

  private final SshServer server;
  private final String hostKey;
  private final Path identity;

  private EmbeddedSshServer(SshServer server, String hostKey, Path identity) {
    this.server = server;
    this.hostKey = hostKey;
    this.identity = identity;
  }

  public static EmbeddedSshServer start(Path directory) {
    var host = KeyFiles.ed25519();
    var client = KeyFiles.ed25519();
    var server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setPort(0);
    server.setKeyPairProvider(KeyPairProvider.wrap(host));
    server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
    server.setPublickeyAuthenticator(
        (user, key, session) -> KeyUtils.compareKeys(key, client.getPublic()));
    server.setCommandFactory((channel, command) -> new PipedCommand(command));
    try {
      server.start();
      return new EmbeddedSshServer(
          server,
          KeyFiles.publicKey(host),
          KeyFiles.write(directory.resolve("embedded_client_key"), client));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public int port() {
    return server.getPort();
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
    server.getActiveSessions().forEach(session -> session.close(true));
  }

  @Override
  public Silence silence() {
    throw new UnsupportedOperationException("it shares the threads of the tests");
  }

  @Override
  public void close() {
    try {
      server.stop(true);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
