package io.executionplane.lanes.process.ssh;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.lanes.process.Signals;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.util.ByteString;
import org.apache.sshd.client.session.ClientSession;

/**
 * The hand on the commands of one connection: a shell on the target that signals and counts them
 * for us, and that kills them when we are gone ({@code keeper.sh}).
 */
final class Keeper implements ShellChannel.Listener {

  /** What the commands may use when the connection ended, in seconds; then they are killed. */
  private static final String GRACE = "1 2";

  /** An answer is an id and a number. */
  private static final int ANSWER_BYTES_MAX = 64;

  private final ShellChannel channel;
  private final Preamble before;
  private volatile String bootId = "";
  private final CompletableFuture<Keeper> ready = new CompletableFuture<>();
  private final CompletableFuture<Void> gone = new CompletableFuture<>();
  private final Map<Long, CompletableFuture<Long>> asked = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();
  private final StringBuilder line = new StringBuilder();

  private Keeper(ShellChannel channel, String nonce) {
    this.channel = channel;
    this.before = new Preamble(nonce, this::begin);
  }

  /**
   * Starts one.
   *
   * @param silence how long it waits for word of us before it ends the commands
   */
  static CompletionStage<Keeper> start(ClientSession session, String nonce, Duration silence) {
    var seconds = Long.toString(Math.max(1, silence.toSeconds()));
    var script =
        ShellText.script("keeper.sh", Map.of("NONCE", nonce, "SILENCE", seconds, "GRACE", GRACE));
    var made = new CompletableFuture<Keeper>();
    return ShellChannel.open(
            session,
            channel -> {
              var keeper = new Keeper(channel, nonce);
              made.complete(keeper);
              return keeper;
            })
        .thenCompose(channel -> channel.send(ShellText.toLoad(script, nonce).getBytes(US_ASCII)))
        .thenCompose(sent -> made)
        .thenCompose(keeper -> keeper.ready);
  }

  private boolean begin(String boot) {
    bootId = boot;
    return ready.complete(this);
  }

  /** The kernel's random id of the boot of the machine that it runs on. */
  String bootId() {
    return bootId;
  }

  /** Completes when it is still there. */
  CompletionStage<?> hear() {
    return ask("=", "");
  }

  /** Takes charge of a session; from then on it dies with the connection. */
  CompletionStage<?> keep(RemoteProcess leader) {
    return ask("+", of(leader));
  }

  /** How many processes of a session live. */
  CompletionStage<Long> count(RemoteProcess leader) {
    return ask("?", of(leader));
  }

  /** Whether the leader of a session lives. */
  CompletionStage<Boolean> isAlive(RemoteProcess leader) {
    return ask("!", of(leader)).thenApply(answer -> answer == 1);
  }

  /** Signals the process group of a command. */
  CompletionStage<?> signal(RemoteProcess leader, int signal) {
    return ask("s", of(leader) + " " + Signals.name(signal).substring("SIG".length()));
  }

  /** Kills a session and forgets it; says how many of it are left. */
  CompletionStage<Long> kill(RemoteProcess leader) {
    return ask("k", of(leader));
  }

  /** Completes when it is gone, and the connection is of no use any more. */
  CompletionStage<?> gone() {
    return gone;
  }

  private static String of(RemoteProcess leader) {
    return leader.pid() + " " + leader.startTicks();
  }

  private CompletionStage<Long> ask(String order, String details) {
    var id = ids.incrementAndGet();
    var answer = new CompletableFuture<Long>();
    asked.put(id, answer);
    channel
        .send((order + " " + id + " " + details + "\n").getBytes(US_ASCII))
        .whenComplete((sent, failed) -> failIfAny(answer, failed));
    if (gone.isDone()) {
      failIfAny(answer, new IllegalStateException("the keeper is gone"));
    }
    return answer.whenComplete((number, failed) -> asked.remove(id));
  }

  private static void failIfAny(CompletableFuture<Long> answer, Throwable failure) {
    if (failure != null) {
      answer.completeExceptionally(failure);
    }
  }

  @Override
  public void stdout(ByteString bytes) {
    channel.release(bytes.size());
    before.add(bytes).decodeString(US_ASCII).chars().forEach(this::take);
  }

  private void take(int character) {
    if (character == '\n') {
      answer(line.toString());
      line.setLength(0);
    } else if (line.length() < ANSWER_BYTES_MAX) {
      line.append((char) character);
    }
  }

  private void answer(String text) {
    var parts = text.split(" ", 2);
    try {
      var answer = asked.get(Long.parseLong(parts[0]));
      if (answer != null && parts.length == 2) {
        answer.complete(Long.parseLong(parts[1]));
      }
    } catch (NumberFormatException noAnswer) {
      channel.close(true); // Whoever talks there is not our script.
    }
  }

  @Override
  public void stderr(ByteString bytes) {
    channel.release(bytes.size());
  }

  @Override
  public void outputEnded() {}

  @Override
  public void exited(Optional<ProcessExit> exit) {}

  @Override
  public void closed() {
    var cause = SshFailures.noPosixShell();
    ready.completeExceptionally(cause);
    gone.complete(null);
    asked.values().forEach(answer -> answer.completeExceptionally(cause));
  }
}
