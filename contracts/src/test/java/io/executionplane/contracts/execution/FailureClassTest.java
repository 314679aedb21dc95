package io.executionplane.contracts.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FailureClassTest {

  /** Frozen: readers in other languages derive the same from the same words. */
  private static final String TABLE =
      """
      policy_denied           spine           once  durable_truth
      route_unresolved        spine           again durable_truth
      placement_unavailable   execution_plane again durable_truth
      launch_failed           execution_plane again durable_truth
      transport_failed        execution_plane again durable_truth
      protocol_framing_failed execution_plane once  durable_truth
      semantic_runtime_failed family_kit      once  durable_truth
      approval_expired        spine           once  durable_truth
      lease_expired           spine           again durable_truth
      attach_mismatch         spine           once  durable_truth
      remote_disconnect       execution_plane again raw_fact_only
      cancellation            spine           once  durable_truth
      timeout                 execution_plane again raw_fact_only
      """;

  @Test
  void keepsItsClassesTheirOrderAndWhatFollowsFromEach() {
    var rows = Arrays.stream(FailureClass.values()).map(FailureClassTest::row).toList();

    assertThat(rows).isEqualTo(TABLE.lines().toList());
  }

  private static String row(FailureClass each) {
    return String.format(
            Locale.ROOT,
            "%-23s %-15s %-5s %s",
            each.name(),
            each.owner(),
            each.isRetryable() ? "again" : "once",
            each.relevance())
        .toLowerCase(Locale.ROOT);
  }
}
