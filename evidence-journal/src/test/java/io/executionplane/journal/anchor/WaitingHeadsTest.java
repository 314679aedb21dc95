package io.executionplane.journal.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.chain.ChainHead;
import org.junit.jupiter.api.Test;

class WaitingHeadsTest {

  private final WaitingHeads waiting = new WaitingHeads(EvidenceLog.BATCH_MAX + 1);

  @Test
  void callsItsWriterForTheFirstHeadAndForTheOneThatFillsABatch() {
    for (var i = 1; i <= EvidenceLog.BATCH_MAX + 1; i++) {
      var called = waiting.put(head("request-" + i, 1));

      assertThat(called).as("head %d", i).isEqualTo(i == 1 || i == EvidenceLog.BATCH_MAX);
    }
  }

  @Test
  void keepsTheNewestHeadOfAnExecution() {
    waiting.put(head("request", 2));
    waiting.put(head("request", 3));
    waiting.put(head("request", 1));

    assertThat(waiting.take(EvidenceLog.BATCH_MAX).heads()).containsExactly(head("request", 3));
    assertThat(waiting.isIdle()).isTrue();
  }

  @Test
  void hasTheJournalLookedThroughForWhatDoesNotFit() {
    for (var i = 0; i < EvidenceLog.BATCH_MAX + 1; i++) {
      waiting.put(head("request-" + i, 1));
    }

    waiting.put(head("one more", 1));

    assertThat(waiting.holds(ref("one more"))).isTrue();
    assertThat(waiting.take(EvidenceLog.BATCH_MAX).looksAgain()).isTrue();
  }

  private static AnchoredHead head(String requestId, long seq) {
    var ref = ref(requestId);
    return new AnchoredHead(ref, new ChainHead(seq, ChainHead.genesis(ref).hash()), false);
  }

  private static ExecutionRef ref(String requestId) {
    return ExecutionRef.derive("default", requestId);
  }
}
