package io.executionplane.node.http.attach;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.node.input.ExecutionInput;
import io.executionplane.node.wire.DataFrame;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;

/** The inputs of one client. What is heard comes from one thread at a time. */
final class Inputs {

  private final Function<StreamName, ExecutionInput> effect;
  private final Speaker speaker;
  private final ActorSystem<?> system;
  private final Map<StreamName, InputLine> lines = new HashMap<>();

  Inputs(Function<StreamName, ExecutionInput> effect, Speaker speaker, ActorSystem<?> system) {
    this.effect = effect;
    this.speaker = speaker;
    this.system = system;
  }

  synchronized void bring(DataFrame data) {
    line(data.stream()).bring(data);
  }

  synchronized void end(StreamName stream) {
    line(stream).end();
  }

  private InputLine line(StreamName stream) {
    return lines.computeIfAbsent(
        stream, name -> new InputLine(name, effect.apply(name), speaker, system));
  }

  synchronized void close() {
    lines.values().forEach(InputLine::close);
  }
}
