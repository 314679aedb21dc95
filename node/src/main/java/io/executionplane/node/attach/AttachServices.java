package io.executionplane.node.attach;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.live.OutputFrame;
import io.executionplane.node.authority.GrantBook;
import io.executionplane.node.control.ControlDoor;
import io.executionplane.node.input.ExecutionInput;
import java.time.Clock;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/**
 * What attachments work with.
 *
 * @param owners where it is recorded that they begin and end
 * @param outputs where output is read
 * @param inputs where input is handed in
 * @param controls where effects are steered
 * @param grants knows which grants were taken back
 */
public record AttachServices(
    AttachOwners owners,
    Outputs outputs,
    Inputs inputs,
    ControlDoor controls,
    GrantBook grants,
    AttachSettings settings,
    Clock clock) {

  /** Reads streams of executions. */
  @FunctionalInterface
  public interface Outputs {

    /** A stream from an offset on, up to its end. */
    Source<OutputFrame, NotUsed> follow(ExecutionRef ref, StreamName stream, long from);
  }

  /** Finds inputs of executions. */
  @FunctionalInterface
  public interface Inputs {

    /** An input, for one who hands in. */
    ExecutionInput of(ExecutionRef ref, StreamName stream, String by);
  }
}
