package io.executionplane.node.input;

import org.apache.pekko.Done;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;

/** What enters at a gate, as a stream. */
final class GateStage extends GraphStage<SourceShape<ByteString>> {

  private final Outlet<ByteString> out = Outlet.create("gate.out");
  private final SourceShape<ByteString> shape = SourceShape.of(out);
  private final InputGate gate;

  GateStage(InputGate gate) {
    this.gate = gate;
  }

  @Override
  public SourceShape<ByteString> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes inheritedAttributes) {
    return new Logic();
  }

  private final class Logic extends GraphStageLogic {

    private final AsyncCallback<Done> news = createAsyncCallback(done -> give());

    Logic() {
      super(shape);
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              give();
            }
          });
    }

    @Override
    public void preStart() {
      gate.onNews(() -> news.invoke(Done.getInstance()));
      give();
    }

    private void give() {
      if (isAvailable(out)) {
        var next = gate.draw();
        if (next != null) {
          push(out, next);
        }
      }
      if (gate.isDrained()) {
        completeStage();
      }
    }

    @Override
    public void postStop() {
      gate.abandon();
    }
  }
}
