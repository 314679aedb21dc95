package io.executionplane.lanes.process.ssh;

import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessFact;
import io.executionplane.lanes.process.CommandEnd;
import io.executionplane.lanes.process.RunningCommand;
import io.executionplane.lanes.process.posix.PipeReading;
import io.executionplane.lanes.process.posix.PipeSink.Delivery;
import io.executionplane.lanes.process.stream.InboxSource;
import io.executionplane.lanes.process.stream.InputSink;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** A command on a target. What it started is looked after by the keeper of its connection. */
final class SshCommand implements RunningCommand {

  /**
   * Its session holds what stays in it. What left it may live on unseen, so how many survived is
   * unknown, and said to be.
   */
  static final Containment CONTAINMENT =
      new Containment(Containment.Means.SESSION, Optional.empty());

  private final ProcessFact launched;
  private final RemoteProcess leader;
  private final ShellChannel channel;
  private final CommandStreams streams;
  private final Keeper keeper;
  private final Wiring wiring;
  private final AtomicBoolean finishing = new AtomicBoolean();
  private final AtomicBoolean asking = new AtomicBoolean();
  private final CompletableFuture<CommandEnd> finished = new CompletableFuture<>();
  private volatile boolean followersGone;

  /**
   * Which streams it has.
   *
   * @param output what its output is called
   * @param input whether it takes input
   * @param errors whether its error output is a stream of its own
   */
  record Wiring(StreamName output, boolean input, boolean errors) {}

  /** Takes charge of a command that runs. */
  SshCommand(
      ProcessFact launched,
      RemoteProcess leader,
      ShellChannel channel,
      CommandStreams streams,
      Keeper keeper,
      Wiring wiring) {
    this.launched = launched;
    this.leader = leader;
    this.channel = channel;
    this.streams = streams;
    this.keeper = keeper;
    this.wiring = wiring;
    if (!wiring.errors()) {
      streams.stderrInbox().discard();
    }
  }

  @Override
  public ProcessFact launched() {
    return launched;
  }

  @Override
  public Optional<Sink<ByteString, CompletionStage<Delivery>>> input() {
    return wiring.input()
        ? Optional.of(Sink.fromGraph(new InputSink(channel, streams.exit())))
        : Optional.empty();
  }

  @Override
  public Map<StreamName, Source<ByteString, PipeReading>> outputs() {
    var outputs = new LinkedHashMap<StreamName, Source<ByteString, PipeReading>>();
    outputs.put(wiring.output(), Source.fromGraph(new InboxSource(streams.stdoutInbox())));
    if (wiring.errors()) {
      outputs.put(StreamName.STDERR, Source.fromGraph(new InboxSource(streams.stderrInbox())));
    }
    return outputs;
  }

  @Override
  public CompletionStage<?> ended() {
    return streams.exit();
  }

  @Override
  public boolean isRunning() {
    return !streams.hasEnded();
  }

  /** Asks the keeper, and says what is known so far. */
  @Override
  public boolean hasFollowers() {
    if (!followersGone && asking.compareAndSet(false, true)) {
      keeper
          .count(leader)
          .whenComplete(
              (count, lost) -> {
                followersGone = lost != null || count == 0;
                asking.set(false);
              });
    }
    return !followersGone;
  }

  @Override
  public boolean signal(int signal) {
    if (!isRunning()) {
      return false;
    }
    keeper.signal(leader, signal);
    return true;
  }

  @Override
  public boolean resize(int columns, int rows) {
    return isRunning() && channel.resize(columns, rows);
  }

  @Override
  public CompletionStage<CommandEnd> finish() {
    if (finishing.compareAndSet(false, true)) {
      keeper.kill(leader).whenComplete((left, lost) -> streams.exit().whenComplete(this::settle));
    }
    return finished.minimalCompletionStage();
  }

  private void settle(ProcessExit exit, Throwable unknown) {
    if (unknown == null) {
      finished.complete(new CommandEnd(exit, Optional.empty(), CONTAINMENT));
    } else {
      finished.completeExceptionally(SshFailures.unwrap(unknown));
    }
    streams.allIsKnown();
  }

  @Override
  public void abandon() {
    finish()
        .whenComplete(
            (end, failure) -> {
              streams.stdoutInbox().discard();
              streams.stderrInbox().discard();
            });
  }
}
