package io.executionplane.testkit.lane;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.LaneFact;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.lanes.spi.LaneControl.StopCause;
import io.executionplane.testkit.lane.SampleOrder.Act;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The situations of the sample lane, and of whatever is made of it. */
abstract class SampleConformance extends LaneConformance<SampleOrder> {

  final SampleEffects effects = new SampleEffects();

  @Override
  public Lane<SampleOrder> newLane() {
    return new WellBehavedLane(effects);
  }

  @Override
  public Situation quickSuccess() {
    return SampleOrder.of(Act.SPEAK);
  }

  @Override
  public Situation failure() {
    return SampleOrder.of(Act.FAIL);
  }

  @Override
  public Situation unlaunchable() {
    return SampleOrder.of(Act.UNLAUNCHABLE);
  }

  @Override
  public Situation hang() {
    return SampleOrder.of(Act.HANG);
  }

  @Override
  public Situation deaf() {
    return SampleOrder.of(Act.DEAF);
  }

  @Override
  public Situation flood() {
    return SampleOrder.of(Act.FLOOD);
  }

  @Override
  public Optional<Echo> echo() {
    return Optional.of(new Echo(SampleOrder.of(Act.ECHO), StreamName.STDIN, StreamName.STDOUT));
  }

  @Override
  public Optional<Situation> heldOpen() {
    return Optional.of(SampleOrder.of(Act.HELD_OPEN));
  }

  @Override
  public Situation carrying(String secret) {
    return SampleOrder.of(Act.SPEAK, Optional.of(secret));
  }

  @Override
  public long effectsAlive() {
    return effects.alive.get();
  }

  @Override
  public OptionalLong putOut(List<LaneFact> facts) {
    return OptionalLong.of(effects.putOut.get());
  }

  @Override
  public Set<String> factsOfTheEnd() {
    return Set.of(SampleFact.OVER);
  }

  @Override
  public List<StopCause> causesTold(List<LaneFact> facts) {
    return facts.stream()
        .filter(fact -> fact.name().equals(SampleFact.ASKED))
        .map(fact -> StopCause.valueOf(fact.data().toNode().get("cause").asText()))
        .toList();
  }

  @Override
  public Duration patience() {
    return Duration.ofMillis(100);
  }
}
