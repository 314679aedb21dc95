package io.executionplane.node.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.node.note.NodeNotes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.junit.jupiter.api.Test;

class KeptGrantsTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

  /** What the log was asked to take, and when it did. */
  private final List<LogEntry> entries = new ArrayList<>();

  private final List<CompletableFuture<Done>> written = new ArrayList<>();

  private final KeptGrants grants = recalling(List.of());

  @Test
  void refusesAGrantFromTheCallOnAndSaysSoOnceThatIsDurable() {
    var durable = grants.revoke("issuer", "jti-1", "user:ada", "lost").toCompletableFuture();

    assertThat(grants.isRevoked("issuer", "jti-1")).isTrue();
    assertThat(grants.isRevoked("other", "jti-1")).isFalse();
    assertThat(durable).isNotDone();

    written.get(0).complete(Done.getInstance());
    assertThat(durable).isCompleted();
  }

  @Test
  void putsARevocationIntoTheLogOnce() {
    grants.revoke("issuer", "jti-1", "user:ada", "lost");
    grants.revoke("issuer", "jti-1", "user:bob", "again");

    assertThat(entries).hasSize(1);
  }

  @Test
  void goesOnRefusingWhenTheLogFailedAndTriesAgainWhenItIsAskedTo() {
    var first = grants.revoke("issuer", "jti-1", "user:ada", "lost").toCompletableFuture();
    written.get(0).completeExceptionally(new IllegalStateException("the log is not written"));

    assertThat(first).isCompletedExceptionally();
    assertThat(grants.isRevoked("issuer", "jti-1")).isTrue();

    var again = grants.revoke("issuer", "jti-1", "user:ada", "lost").toCompletableFuture();
    written.get(1).complete(Done.getInstance());
    assertThat(again).isCompleted();
  }

  @Test
  void remembersWhatTheLogSays() {
    grants.revoke("issuer", "jti-1", "user:ada", "lost");

    var later = recalling(entries);

    assertThat(later.isRevoked("issuer", "jti-1")).isTrue();
    assertThat(later.revoke("issuer", "jti-1", "user:ada", "lost").toCompletableFuture())
        .isCompleted();
    assertThat(entries).hasSize(1);
  }

  @Test
  void revokesNothingThatTheLogCouldNotSay() {
    assertThatThrownBy(() -> grants.revoke("issuer", "jti-1", "", "lost"))
        .isInstanceOf(ContractViolationException.class);

    assertThat(grants.isRevoked("issuer", "jti-1")).isFalse();
  }

  private KeptGrants recalling(List<LogEntry> before) {
    return new KeptGrants(
        (limit, ref) -> CompletableFuture.completedStage(true),
        new NodeNotes("node", NOON, this::record),
        before);
  }

  private CompletionStage<Done> record(Function<LogName, LogEntry> entry) {
    entries.add(entry.apply(new LogName("execution-plane/test")));
    written.add(new CompletableFuture<>());
    return written.get(written.size() - 1);
  }
}
