package io.executionplane.lanes.process.ssh;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections to one target, from what its owner declared and from nothing else: no file of
 * the node's home directory is read. To be used by one thread at a time, which it may hold for as
 * long as the target does not answer, within the settings' limit.
 */
final class SshConnector implements AutoCloseable {

  /** Most bytes that a command may be ahead of whoever reads it, per channel. */
  private static final long WINDOW_BYTES = 256 * 1024;

  private static final int IO_THREADS = 2;

  private final SshTargetSettings settings;
  private @Nullable SshClient client;

  SshConnector(SshTargetSettings settings) {
    this.settings = settings;
  }

  /**
   * Connects, recognizes the server by its key, and is recognized.
   *
   * @throws RuntimeException a {@link io.executionplane.lanes.spi.LaneFailure} that says why not
   */
  ClientSession connect() {
    var session = Optional.<ClientSession>empty();
    var attempt = new PinnedHostKeys.Attempt();
    try {
      var opened =
          client()
              .connect(settings.user(), settings.host(), settings.port(), attempt.context(), null)
              .verify(settings.connectTimeout())
              .getSession();
      session = Optional.of(opened);
      addKeys(opened);
      opened.auth().verify(settings.connectTimeout());
      return opened;
    } catch (IOException | RuntimeException failed) {
      var refusal = settings.hostKeys().refusal(attempt, settings.address());
      session.ifPresent(each -> each.close(true));
      throw refusal.isPresent()
          ? refusal.get()
          : SshFailures.unreachable("connect to", settings.address(), failed);
    }
  }

  private void addKeys(ClientSession session) throws IOException {
    if (settings.identity() instanceof SshIdentity.KeyFile file) {
      PrivateKeyFile.read(file.path()).forEach(session::addPublicKeyIdentity);
    }
  }

  /** Connects, and starts the keeper that ends the commands when the connection ends. */
  SshConnection connectWithKeeper() {
    var session = connect();
    try {
      var silence = settings.keepalive().multipliedBy(SshConnection.SILENT_INTERVALS_MAX);
      var keeper =
          Keeper.start(session, Nonce.fresh(), silence)
              .toCompletableFuture()
              .get(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
      return new SshConnection(
          session,
          settings,
          keeper,
          PinnedHostKeys.seen(session).orElseThrow(),
          client().getScheduledExecutorService());
    } catch (ExecutionException | TimeoutException failed) {
      session.close(true);
      throw SshFailures.unreachable("work with", settings.address(), cause(failed));
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      session.close(true);
      throw new CompletionException(closing);
    }
  }

  private static Throwable cause(Exception failed) {
    return failed.getCause() == null ? failed : failed.getCause();
  }

  private synchronized SshClient client() {
    if (client == null) {
      client = newClient();
      client.start();
    }
    return client;
  }

  private SshClient newClient() {
    var fresh = SshClient.setUpDefaultClient();
    fresh.setServerKeyVerifier(settings.hostKeys());
    fresh.setSignatureFactories(settings.hostKeys().inOrder(fresh.getSignatureFactories()));
    fresh.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    fresh.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    fresh.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
    fresh.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
    if (settings.identity() instanceof SshIdentity.Agent agent) {
      fresh.setAgentFactory(new SshAgentSocket(agent.socket()));
    }
    CoreModuleProperties.WINDOW_SIZE.set(fresh, WINDOW_BYTES);
    CoreModuleProperties.REQUEST_EXEC_REPLY.set(fresh, true);
    CoreModuleProperties.NIO_WORKERS.set(fresh, IO_THREADS);
    // The keeper's heartbeat sees to both.
    CoreModuleProperties.IDLE_TIMEOUT.set(fresh, Duration.ZERO);
    CoreModuleProperties.NIO2_READ_TIMEOUT.set(fresh, Duration.ZERO);
    return fresh;
  }

  /** Closes all connections. */
  @Override
  public synchronized void close() {
    if (client != null) {
      client.stop();
    }
  }
}
