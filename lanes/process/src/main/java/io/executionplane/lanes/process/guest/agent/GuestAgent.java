package io.executionplane.lanes.process.guest.agent;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.lanes.process.LocalCommands;
import io.executionplane.lanes.process.ProcessLaneSettings;
import io.executionplane.lanes.spi.GuestAgentProvider.RunningAgent;
import java.io.IOException;
import java.security.PrivateKey;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.SystemMaterializer;

/**
 * Runs commands for nodes that attach to it. What it started for a node is killed when the node has
 * been gone for too long, and when the agent is closed.
 */
public final class GuestAgent implements RunningAgent {

  private static final long IDLE_SECONDS = 10;
  private static final long CLOSE_SECONDS_MAX = 10;

  /** Beside the sessions: those who are at the door, resume, or ask something. */
  private static final int VISITORS = 16;

  private static final Config QUIET =
      ConfigFactory.parseString(
          "pekko { daemonic = on, loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off,"
              + " coordinated-shutdown.run-by-jvm-shutdown-hook = off }");

  private final AgentDoor door;
  private final ActorSystem system;
  private final LocalCommands commands;
  private final ScheduledThreadPoolExecutor clock;
  private final ThreadPoolExecutor visitors;
  private final Sessions sessions;
  private final Reception reception;

  private GuestAgent(Config config, AgentDoor door, AttachToken token, Optional<PrivateKey> key) {
    var settings = GuestAgentSettings.from(config);
    var process = ProcessLaneSettings.from(config);
    this.door = door;
    this.commands = new LocalCommands(process);
    this.system = ActorSystem.create("guest-agent", QUIET.withFallback(config));
    this.clock = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "guest-agent-clock"));
    clock.setRemoveOnCancelPolicy(true);
    clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    this.visitors =
        new ThreadPoolExecutor(
            0,
            settings.sessionsMax() * 2 + VISITORS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> daemon(task, "guest-agent-session"));
    var parts =
        new AgentParts(
            settings,
            commands,
            SystemMaterializer.get(system).materializer(),
            clock,
            process.outputAfterExit());
    this.sessions = new Sessions(parts);
    this.reception = new Reception(parts, token, key, sessions);
  }

  /**
   * Opens for business, and owns the door from now on.
   *
   * @param config a whole configuration, of which {@link GuestAgentSettings} and {@link
   *     ProcessLaneSettings} are read
   * @param key what it proves itself with
   * @throws IllegalArgumentException naming a setting that is out of range
   */
  public static GuestAgent start(
      Config config, AgentDoor door, AttachToken token, Optional<PrivateKey> key) {
    var agent = new GuestAgent(config, door, token, key);
    daemon(agent::receive, "guest-agent-door").start();
    return agent;
  }

  private static Thread daemon(Runnable task, String name) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private void receive() {
    try {
      while (true) {
        receive(door.accept());
      }
    } catch (IOException closed) {
      visitors.shutdown();
    }
  }

  private void receive(AgentDoor.Caller caller) throws IOException {
    try {
      visitors.execute(() -> reception.receive(caller));
    } catch (RejectedExecutionException tooMany) {
      caller.close();
    }
  }

  /** Where it waits. */
  @Override
  public String address() {
    return door.address();
  }

  /** How many sessions there are. */
  public int sessionCount() {
    return sessions.count();
  }

  /**
   * Lets nobody in any more, kills everything that it started, and waits for that, within limits.
   */
  @Override
  public void close() {
    door.close();
    var ended =
        sessions.close().stream()
            .map(session -> session.over().toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    await(CompletableFuture.allOf(ended));
    commands.close();
    clock.shutdown();
    system.terminate();
    await(system.getWhenTerminated().toCompletableFuture());
  }

  private static void await(CompletableFuture<?> end) {
    try {
      end.get(CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException held) {
      // What the kernel holds is not ours to wait for.
    }
  }
}
