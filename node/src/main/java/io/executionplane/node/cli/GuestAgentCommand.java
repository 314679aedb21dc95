package io.executionplane.node.cli;

import com.typesafe.config.ConfigFactory;
import io.executionplane.lanes.spi.GuestAgentPlan;
import io.executionplane.lanes.spi.GuestAgentPlan.Door;
import io.executionplane.lanes.spi.GuestAgentPlan.UnixSocket;
import io.executionplane.lanes.spi.GuestAgentProvider;
import io.executionplane.lanes.spi.GuestAgentProvider.RunningAgent;
import io.executionplane.node.NodeConfiguration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ep guest-agent}: runs commands here for a node elsewhere. */
@Command(
    name = "guest-agent",
    description = {
      "Runs commands here for nodes that attach with the token, and kills what it started for one"
          + " that has been gone for too long. Runs until it is ended, and then kills the rest.",
      "",
      "Commands run as whoever started the agent, with no more of its environment than a node's own"
          + " commands have of the node's."
    },
    footer = {
      "",
      "Examples:",
      "  ep guest-agent --socket /run/ep-guest/bridge.sock --token-file token",
      "  ep guest-agent --listen 127.0.0.1:7443 --keystore agent.p12 --keystore-password-file"
          + " password --token-file token --key guest.pem"
    },
    mixinStandardHelpOptions = true)
final class GuestAgentCommand implements Callable<Integer> {

  @ArgGroup(multiplicity = "1")
  private Where where = new Where();

  @Option(
      names = "--token-file",
      required = true,
      paramLabel = "FILE",
      description = "Holds the token that makes a node welcome, at least 16 characters; mode 0600.")
  private Path tokenFile = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "The guest's private key, Ed25519 in PEM; mode 0600. Without it nothing attests the"
              + " guest.")
  private @Nullable Path key;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "${env:EP_CONFIG}",
      description =
          "Settings, as HOCON: execution-plane.guest-agent and execution-plane.lanes.process"
              + " (default: $EP_CONFIG, or none).")
  private @Nullable Path config;

  private final Console console;

  GuestAgentCommand(Console console) {
    this.console = console;
  }

  /** The one door that it opens. */
  static final class Where {

    @Option(
        names = "--socket",
        paramLabel = "PATH",
        description =
            "A Unix socket, made with mode 0600; its directory must be of mode 0700, or is made"
                + " so.")
    private @Nullable Path socket;

    @ArgGroup(exclusive = false)
    private @Nullable ListenOptions tls;
  }

  @Override
  public Integer call() throws InterruptedException {
    var ended = new CountDownLatch(1);
    try (var interruption = Interruption.watch();
        var agent = start()) {
      interruption.onInterrupt(ended::countDown);
      console.out().println("listening on " + agent.address());
      console.flush();
      ended.await();
    }
    return ExitStatus.OK;
  }

  private RunningAgent start() {
    var settings =
        NodeConfiguration.of(
            config == null ? ConfigFactory.empty() : SettingsFile.read("--config", config));
    var plan = new GuestAgentPlan(door(), tokenFile, Optional.ofNullable(key));
    try {
      return provider().start(settings, plan);
    } catch (IOException | IllegalArgumentException unusable) {
      throw new CliException(String.valueOf(unusable.getMessage()));
    }
  }

  private static GuestAgentProvider provider() {
    return ServiceLoader.load(GuestAgentProvider.class)
        .findFirst()
        .orElseThrow(() -> new CliException("no lane here brings an agent"));
  }

  private Door door() {
    if (where.socket != null) {
      return new UnixSocket(where.socket);
    }
    if (where.tls == null) {
      throw new CliException("--socket or --listen must be given");
    }
    return where.tls.door();
  }
}
