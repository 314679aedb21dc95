package io.executionplane.lanes.process;

import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessFact;
import io.executionplane.lanes.process.posix.ParentPipes;
import io.executionplane.lanes.process.posix.PipeReading;
import io.executionplane.lanes.process.posix.PipeSink;
import io.executionplane.lanes.spi.LaneFailure;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * A command in a sandbox. What we start is bubblewrap: it says in its status whether the command
 * ever ran, and passes on how it ended as one number, in which death by signal <i>n</i> is 128 +
 * <i>n</i>, as is a command that exits with that.
 *
 * @param bubblewrap the child that is our own
 */
record SandboxedCommand(LocalCommand bubblewrap, ParentPipes status) implements RunningCommand {

  private static final int AMBIGUOUS_FROM = 129;
  private static final int AMBIGUOUS_TO = 192;

  /** Bubblewrap says this after the end of a command that it could start, and only then. */
  private static final String RAN = "\"exit-code\"";

  @Override
  public ProcessFact launched() {
    return bubblewrap.launched();
  }

  @Override
  public Optional<Sink<ByteString, CompletionStage<PipeSink.Delivery>>> input() {
    return bubblewrap.input();
  }

  @Override
  public Map<StreamName, Source<ByteString, PipeReading>> outputs() {
    return bubblewrap.outputs();
  }

  @Override
  public CompletionStage<?> ended() {
    return bubblewrap.ended();
  }

  @Override
  public boolean isRunning() {
    return bubblewrap.isRunning();
  }

  @Override
  public boolean hasFollowers() {
    return bubblewrap.hasFollowers();
  }

  @Override
  public boolean signal(int signal) {
    return bubblewrap.signal(signal);
  }

  @Override
  public CompletionStage<CommandEnd> finish() {
    return bubblewrap.finish().thenApply(this::asTheCommands);
  }

  private CommandEnd asTheCommands(CommandEnd end) {
    var told = status.told();
    status.close();
    if (end.exit() instanceof ProcessExit.Code code) {
      if (!told.contains(RAN)) {
        throw new LaneFailure(
            FailureClass.LAUNCH_FAILED, "sandbox_failed", "the sandbox did not start the command");
      }
      return new CommandEnd(passedOn(code), end.usage(), end.containment(), end.limitsReached());
    }
    return end; // Killed with its namespace, and the command with it.
  }

  private static ProcessExit passedOn(ProcessExit.Code code) {
    return code.code() >= AMBIGUOUS_FROM && code.code() <= AMBIGUOUS_TO
        ? new ProcessExit.Status(code.code())
        : code;
  }

  @Override
  public void abandon() {
    bubblewrap.abandon();
    finish();
  }
}
