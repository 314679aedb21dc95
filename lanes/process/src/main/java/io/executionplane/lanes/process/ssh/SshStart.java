package io.executionplane.lanes.process.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.executionplane.contracts.lane.process.ProcessFact.LaunchedRemotely;
import io.executionplane.lanes.process.Launch;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One start of a command over a connection.
 *
 * <pre>
 * here                     the command's shell                   the keeper
 *   prepare ──────────────▶ a session of its own
 *           ◀────────────── who it is
 *   keep ───────────────────────────────────────────────────────▶ takes charge
 *        ◀──────────────────────────────────────────────────────
 *   become ───────────────▶ exports, says that it runs, exec
 * </pre>
 *
 * <p>So there is no moment at which a lost connection leaves a command without a keeper, and the
 * values of the environment are sent to a process whose environment only its own user can read.
 */
final class SshStart {

  private final SshTargetSettings settings;
  private final SshConnection connection;
  private final CommandScript script;
  private @Nullable RemoteProcess leader;

  /** A start over a connection that has a place taken for it. */
  SshStart(SshTargetSettings settings, SshConnection connection, CommandScript script) {
    this.settings = settings;
    this.connection = connection;
    this.script = script;
  }

  /** Completes when the command runs; fails when nothing of it is left. */
  CompletionStage<SshCommand> start(Launch launch) {
    if (launch.isAbandoned()) {
      connection.giveBack();
      return CompletableFuture.failedStage(SshFailures.connectionLost(settings.address()));
    }
    var made = new CompletableFuture<CommandStreams>();
    return ShellChannel.open(
            connection.session(),
            script.terminal(),
            channel -> {
              var streams = new CommandStreams(channel, script.nonce(), connection::whyGone);
              made.complete(streams);
              return streams;
            })
        .whenComplete((channel, refused) -> giveBackAfter(channel, refused))
        .thenCompose(channel -> start(channel, made.join()));
  }

  private void giveBackAfter(@Nullable ShellChannel channel, @Nullable Throwable refused) {
    if (channel == null || refused != null) {
      connection.giveBack();
    } else {
      channel.addCloseFutureListener(closed -> connection.giveBack());
    }
  }

  private CompletionStage<SshCommand> start(ShellChannel channel, CommandStreams streams) {
    return send(channel, script.preparation())
        .thenCompose(sent -> streams.presented())
        .thenCompose(process -> keep(process))
        .thenCompose(kept -> send(channel, script.text()))
        .thenCompose(sent -> streams.launched())
        .thenApply(executable -> command(channel, streams, executable))
        .toCompletableFuture()
        .orTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((command, failure) -> cleanUp(channel, failure));
  }

  private CompletionStage<?> send(ShellChannel channel, String text) {
    return channel.send(ShellText.toLoad(text, script.nonce()).getBytes(UTF_8));
  }

  private CompletionStage<?> keep(RemoteProcess process) {
    leader = process;
    return connection.keeper().keep(process);
  }

  private SshCommand command(ShellChannel channel, CommandStreams streams, String executable) {
    var process = leader();
    var launched =
        new LaunchedRemotely(
            settings.address(),
            connection.hostKey(),
            settings.user(),
            process.pid(),
            process.startTicks(),
            process.bootId(),
            executable,
            SshCommand.CONTAINMENT.means());
    return new SshCommand(
        launched, process, channel, streams, connection.keeper(), script.wiring());
  }

  private RemoteProcess leader() {
    if (leader == null) {
      throw new IllegalStateException("launched before it presented itself");
    }
    return leader;
  }

  private void cleanUp(ShellChannel channel, @Nullable Throwable failure) {
    if (failure != null) {
      if (leader != null) {
        connection.keeper().kill(leader);
      }
      channel.close(true);
    }
  }
}
