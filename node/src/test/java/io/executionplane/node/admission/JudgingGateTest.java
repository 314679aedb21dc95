package io.executionplane.node.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JudgingGateTest {

  @Test
  void letsInAsManyAsMayBeJudgedAndKeepsSomeForOthers() {
    var gate = new JudgingGate(CapacitySamples.node(1, 1));
    var entered = 0;
    while (gate.enter("greedy", 0)) {
      entered++;
    }

    assertThat(entered).isEqualTo(89);
    assertThat(gate.enter("modest", 0)).isTrue();
    gate.leave("greedy", 0);
    gate.leave("greedy", 0);
    assertThat(gate.enter("greedy", 0)).isTrue();
  }

  @Test
  void holdsNoMoreBytesThanMayBeHeldAndYetAnySingleRequest() {
    var gate = new JudgingGate(CapacitySamples.node(1, 1));

    assertThat(gate.enter("a", 2_000_000)).isTrue();
    assertThat(gate.enter("b", 1)).isFalse();
    gate.leave("a", 2_000_000);
    assertThat(gate.enter("b", 999_999)).isTrue();
    assertThat(gate.enter("a", 2)).isFalse();
  }
}
