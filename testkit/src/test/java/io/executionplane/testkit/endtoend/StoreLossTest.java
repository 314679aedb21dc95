package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.journal.sample.PostgresqlForTests;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.journal.store.StoreException;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import io.executionplane.node.execution.SubmitReply.NotRecorded;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose database belongs to somebody else from now on does nothing more. */
class StoreLossTest {

  private static final String SILENT = "exec sleep 600";

  @TempDir private Path directory;

  private TestPlane plane;
  private Commands commands;

  @BeforeEach
  void start() {
    plane = open();
    commands = Commands.in(directory);
  }

  @AfterEach
  void stop() {
    plane.close();
    commands.mark().kill();
  }

  @Test
  void stopsWhatRunsThoughItSaysNothingAndTellsWhy() {
    plane.admitted(plane.request(commands.shell(SILENT)));
    Eventually.holds("a process", () -> !commands.mark().alive().isEmpty());

    PostgresqlForTests.endOwnersSession();
    var why = TestPlane.await(plane.plane().whenLost());

    assertThat(why.getMessage()).contains("is not ours any more, its lock's session has ended");
    Eventually.holds("the end of the effect", () -> commands.mark().alive().isEmpty());
  }

  @Test
  void admitsNothingMoreAndSaysWhy() {
    var request = plane.request(commands.appending("effect"));

    PostgresqlForTests.endOwnersSession();
    var why = TestPlane.await(plane.plane().whenLost());

    assertThat(plane.submit(request))
        .isInstanceOfSatisfying(
            NotRecorded.class, reply -> assertThat(reply.reason()).isEqualTo(why.getMessage()));
    assertThat(directory.resolve("effect")).doesNotExist();
  }

  @Test
  void leavesNobodyWaitingForAnAnswer() {
    var ref = plane.admitted(plane.request(commands.shell(SILENT)));

    PostgresqlForTests.endOwnersSession();
    TestPlane.await(plane.plane().whenLost());

    var result = plane.client().awaitResult(ref, TestPlane.WITHIN).toCompletableFuture();
    assertThatThrownBy(() -> result.get(TestPlane.WITHIN.toMillis(), TimeUnit.MILLISECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(StoreException.class);
  }

  @Test
  void recordsWhatRanAsLostAtTheNextStart() {
    var ref = plane.admitted(plane.request(commands.shell(SILENT)));
    Eventually.holds("the launch", () -> plane.eventTypes(ref).contains("lane.fact"));

    PostgresqlForTests.endOwnersSession();
    TestPlane.await(plane.plane().whenLost());
    plane.close();
    plane = open();

    assertThat(plane.result(ref).status()).isEqualTo(ExecutionStatus.LOST);
    assertThat(plane.verify(ref).verdict()).isEqualTo(Verdict.VERIFIED);
  }

  private TestPlane open() {
    var data = directory.resolve("data");
    return TestPlane.in(data, TestDatabase.POSTGRESQL.reach(data));
  }
}
