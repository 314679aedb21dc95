package io.executionplane.testkit.lane;

import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Violation;
import io.executionplane.contracts.lane.LaneCapabilities;
import io.executionplane.lanes.spi.LaneControl;
import io.executionplane.lanes.spi.LaneControl.StopCause;
import io.executionplane.lanes.spi.LaneOrder;
import io.executionplane.lanes.spi.LaneOutcome;
import io.executionplane.lanes.spi.LaneSignal;
import io.executionplane.lanes.spi.LaneSignal.Ended;
import io.executionplane.lanes.spi.LaneSignal.Observed;
import io.executionplane.lanes.spi.LaneStreams;
import io.executionplane.lanes.spi.ReportedFact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.apache.pekko.Done;
import org.apache.pekko.japi.pf.PFBuilder;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** The ways to break a lane that take more than a line. */
final class Breakages {

  private Breakages() {}

  static LaneOutcome outcome(boolean succeeded, LaneOutcome like) {
    return new LaneOutcome(succeeded, like.stopped(), like.output(), like.containment());
  }

  static LaneOutcome neverStopped(LaneOutcome like) {
    return new LaneOutcome(like.succeeded(), false, like.output(), like.containment());
  }

  static SampleFact story(String text) {
    var data = JsonObject.empty().toNode().put("story", text);
    return new SampleFact("sample.story", JsonObject.of(data));
  }

  static ByteString reversed(ByteString bytes) {
    return ByteString.fromString(new StringBuilder(bytes.utf8String()).reverse().toString());
  }

  static UnaryOperator<Sink<ByteString, CompletionStage<Done>>> through(
      Flow<ByteString, ByteString, ?> flow) {
    return sink -> flow.toMat(sink, Keep.right());
  }

  static Sink<ByteString, CompletionStage<Done>> doneBeforeStored(
      Sink<ByteString, CompletionStage<Done>> sink) {
    return Flow.of(ByteString.class)
        .watchTermination((unused, passed) -> passed)
        .toMat(sink, Keep.left());
  }

  static Sink<ByteString, CompletionStage<Done>> alwaysStored(
      Sink<ByteString, CompletionStage<Done>> sink) {
    return sink.mapMaterializedValue(stored -> stored.exceptionally(any -> Done.getInstance()));
  }

  static Source<LaneSignal, LaneControl> wrappingFailures(Source<LaneSignal, LaneControl> source) {
    return source.mapError(
        new PFBuilder<Throwable, Throwable>()
            .matchAny(cause -> new IllegalStateException("wrapped", cause))
            .build());
  }

  /** Its effect ends only together with the last word that is heard of it. */
  static WellBehavedLane leavingEffectsAlive(SampleEffects effects) {
    return AlteredLane.running(
        effects,
        source ->
            source
                .mapMaterializedValue(
                    control -> {
                      effects.alive.incrementAndGet();
                      return control;
                    })
                .map(
                    signal -> {
                      if (signal instanceof Ended) {
                        effects.alive.decrementAndGet();
                      }
                      return signal;
                    }));
  }

  static WellBehavedLane heedingEveryStop(SampleEffects effects) {
    var causes = new ConcurrentLinkedQueue<StopCause>();
    return AlteredLane.running(
        effects,
        source ->
            source
                .<LaneControl>mapMaterializedValue(
                    control ->
                        cause -> {
                          causes.add(cause);
                          control.stop(cause);
                        })
                .mapConcat(
                    signal -> signal instanceof Ended ? told(causes, signal) : List.of(signal)));
  }

  private static List<LaneSignal> told(Iterable<StopCause> causes, LaneSignal last) {
    var signals = new ArrayList<LaneSignal>();
    causes.forEach(cause -> signals.add(new Observed(SampleFact.asked(cause))));
    signals.add(last);
    return signals;
  }

  /** Tells something of its order. */
  static WellBehavedLane tellingOfItsOrder(SampleEffects effects) {
    return new WellBehavedLane(effects) {
      @Override
      public Source<LaneSignal, LaneControl> run(
          LaneOrder<SampleOrder> order, LaneStreams streams) {
        LaneSignal told = new Observed(story(order.payload().toString()));
        return super.run(order, streams).prepend(Source.single(told));
      }
    };
  }

  static WellBehavedLane beginningWhenDescribed(SampleEffects effects) {
    return new WellBehavedLane(effects) {
      @Override
      public Source<LaneSignal, LaneControl> run(
          LaneOrder<SampleOrder> order, LaneStreams streams) {
        effects.alive.incrementAndGet();
        return super.run(order, streams);
      }
    };
  }

  static WellBehavedLane relaunching(SampleEffects effects) {
    return new WellBehavedLane(effects) {
      @Override
      public CompletionStage<Optional<JsonObject>> reclaim(
          String targetId, List<ReportedFact> facts) {
        effects.alive.incrementAndGet();
        return super.reclaim(targetId, facts);
      }
    };
  }

  static WellBehavedLane leakingThreads(SampleEffects effects) {
    var never = new CountDownLatch(1);
    return onEachRun(effects, () -> waitInAThread(never), never::countDown);
  }

  private static void waitInAThread(CountDownLatch latch) {
    var thread =
        new Thread(
            () -> {
              try {
                latch.await();
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  static WellBehavedLane leakingDescriptors(SampleEffects effects) {
    var open = new ConcurrentLinkedQueue<FileChannel>();
    return onEachRun(
        effects, () -> open.add(openSomething()), () -> open.forEach(Breakages::close));
  }

  private static FileChannel openSomething() {
    try {
      return FileChannel.open(Path.of("/dev/null"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static WellBehavedLane onEachRun(
      SampleEffects effects, Runnable onRun, Runnable onClose) {
    return new WellBehavedLane(effects) {
      @Override
      public Source<LaneSignal, LaneControl> run(
          LaneOrder<SampleOrder> order, LaneStreams streams) {
        onRun.run();
        return super.run(order, streams);
      }

      @Override
      public void close() {
        onClose.run();
      }
    };
  }

  static WellBehavedLane accepting(
      SampleEffects effects, BiFunction<String, JsonObject, SampleOrder> accept) {
    return new WellBehavedLane(effects) {
      @Override
      public SampleOrder accept(String operation, JsonObject payload) {
        return accept.apply(operation, payload);
      }
    };
  }

  static SampleOrder leniently(JsonObject payload) {
    var known = payload.toNode();
    known.retain("act", "note");
    return SampleOrder.CONTRACT.decode(known);
  }

  static SampleOrder withoutPointing(JsonObject payload) {
    try {
      return SampleOrder.CONTRACT.decode(payload.toNode());
    } catch (ContractViolationException precise) {
      throw new ContractViolationException(List.of(new Violation("", "must be better")));
    }
  }

  static WellBehavedLane namedAnew(SampleEffects effects) {
    var name = "sample-" + UUID.randomUUID();
    return new WellBehavedLane(effects) {
      @Override
      public LaneCapabilities capabilities() {
        return new LaneCapabilities(name, List.of(SampleOrder.OPERATION), List.of("in_memory"));
      }
    };
  }
}
