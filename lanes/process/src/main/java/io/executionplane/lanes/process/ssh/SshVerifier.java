package io.executionplane.lanes.process.ssh;

import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.surface.SurfaceCapabilities;
import io.executionplane.contracts.surface.SurfaceKind;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.lanes.spi.TargetVerifier;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.session.ClientSession;

/**
 * Measures a machine behind SSH, over a connection of its own each time: that the server has a
 * configured key, and what system, account and directory a command finds there. It looks for no
 * isolation, and what the machine says of itself it says over a connection that only it can have.
 */
final class SshVerifier implements TargetVerifier {

  private static final String ID = "execution-plane:ssh-verifier:v1";

  private final SshTargetSettings settings;
  private final SshConnections connections;

  SshVerifier(SshTargetSettings settings, SshConnections connections) {
    this.settings = settings;
    this.connections = connections;
  }

  @Override
  public String verifierId() {
    return ID;
  }

  @Override
  public String targetId() {
    return settings.name();
  }

  @Override
  public CompletionStage<TargetDescriptor> verify(Instant now) {
    return connections.once(this::measure).thenApply(found -> descriptor(found, now));
  }

  /** The host key, then what the machine says. */
  private String measure(ClientSession session) {
    var nonce = Nonce.fresh();
    var texts =
        Map.of(
            "NONCE", nonce, "CD", settings.workingDirectory().map(CommandScript::cd).orElse(":"));
    try {
      var said =
          Question.ask(session, nonce, "probe.sh", texts)
              .toCompletableFuture()
              .get(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
      return PinnedHostKeys.seen(session).orElseThrow() + "\n" + said;
    } catch (ExecutionException | TimeoutException failed) {
      throw SshFailures.unreachable("measure", settings.address(), cause(failed));
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new CompletionException(closing);
    }
  }

  private static Throwable cause(Exception failed) {
    return failed.getCause() == null ? failed : failed.getCause();
  }

  private TargetDescriptor descriptor(String found, Instant now) {
    return new TargetDescriptor(
            settings.name(),
            ProcessRun.LANE_ID,
            SshPlaceProvider.SURFACE_KIND,
            ID,
            List.of(AttestationClass.SSH_PINNED_HOST),
            found.lines().toList(),
            now,
            now.plus(settings.measurementValidFor()))
        .with(List.of(), capabilities());
  }

  /** An account is part of the target: a command cannot ask for another. */
  private static SurfaceCapabilities capabilities() {
    var most = SurfaceKind.SSH_EXEC.maximum();
    return new SurfaceCapabilities(
        most.remote(),
        most.startup(),
        most.path(),
        true,
        true,
        true,
        false,
        true,
        true,
        most.interrupt());
  }
}
