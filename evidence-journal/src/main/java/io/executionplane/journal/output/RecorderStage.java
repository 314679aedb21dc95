package io.executionplane.journal.output;

import io.executionplane.contracts.execution.StreamRecord;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractGraphStageWithMaterializedValue;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;

/** The ports of a recorder; {@link RecorderLogic} does the work. */
final class RecorderStage
    extends AbstractGraphStageWithMaterializedValue<
        FlowShape<ByteString, ByteString>, CompletionStage<StreamRecord>> {

  private final FlowShape<ByteString, ByteString> shape =
      FlowShape.of(Inlet.create("recorder.in"), Outlet.create("recorder.out"));

  private final StreamRecorder recorder;
  private final Recording recording;

  RecorderStage(StreamRecorder recorder, Recording recording) {
    this.recorder = recorder;
    this.recording = recording;
  }

  @Override
  public FlowShape<ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public Pair<GraphStageLogic, CompletionStage<StreamRecord>> createLogicAndMaterializedValuePair(
      Attributes inheritedAttributes) {
    var record = new CompletableFuture<StreamRecord>();
    return Pair.create(
        new RecorderLogic(shape, recorder, recording, record), record.minimalCompletionStage());
  }
}
