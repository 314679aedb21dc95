package io.executionplane.node.redaction;

import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;

/**
 * Masks a stream on its way through. What is kept back comes out when the stream goes on, ends or
 * fails, and not before: a prompt that ends like the beginning of a secret is seen late rather than
 * a secret in part.
 */
final class MaskingStage extends GraphStage<FlowShape<ByteString, ByteString>> {

  private final Inlet<ByteString> in = Inlet.create("MaskingStage.in");
  private final Outlet<ByteString> out = Outlet.create("MaskingStage.out");
  private final FlowShape<ByteString, ByteString> shape = FlowShape.of(in, out);
  private final SecretPatterns patterns;
  private final MaskTally tally;

  MaskingStage(SecretPatterns patterns, MaskTally tally) {
    this.patterns = patterns;
    this.tally = tally;
  }

  @Override
  public FlowShape<ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes inheritedAttributes) {
    return new Logic();
  }

  private final class Logic extends GraphStageLogic {

    private final Masking masking = new Masking(patterns, tally);

    Logic() {
      super(shape);
      var both =
          new AbstractInOutHandler() {
            @Override
            public void onPush() {
              pass(masking.take(grab(in).toArrayUnsafe()));
            }

            @Override
            public void onPull() {
              pull(in);
            }

            @Override
            public void onUpstreamFinish() {
              giveRest(() -> completeStage());
            }

            @Override
            public void onUpstreamFailure(Throwable cause) {
              giveRest(() -> failStage(cause));
            }
          };
      setHandler(in, both);
      setHandler(out, both);
    }

    private void pass(byte[] certain) {
      if (certain.length == 0) {
        pull(in);
      } else {
        push(out, ByteString.fromArrayUnsafe(certain));
      }
    }

    private void giveRest(Runnable then) {
      var rest = masking.rest();
      if (rest.length == 0) {
        then.run();
      } else {
        emit(out, ByteString.fromArrayUnsafe(rest), then::run);
      }
    }
  }
}
