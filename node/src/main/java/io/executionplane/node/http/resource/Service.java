package io.executionplane.node.http.resource;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.read.ExecutionView;
import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.RuntimeClient;
import io.executionplane.node.http.api.Call;
import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemException;
import io.executionplane.node.http.api.ProblemType;
import io.executionplane.node.http.caller.Caller;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.DispatcherSelector;

/**
 * What all operations work with: the plane, and what is the caller's of it.
 *
 * @param waitMax longest time that a call may wait for an execution
 * @param heartbeatEvery how often a silent stream says that it is there
 * @param blocking where the database is waited for
 */
public record Service(
    ExecutionPlane plane, Duration waitMax, Duration heartbeatEvery, Executor blocking) {

  public static Service of(ExecutionPlane plane, Duration waitMax, Duration heartbeatEvery) {
    var blocking = plane.system().dispatchers().lookup(DispatcherSelector.blocking());
    return new Service(plane, waitMax, heartbeatEvery, blocking);
  }

  /** Speaks to the plane in a caller's name. */
  RuntimeClient client(Caller caller) {
    return plane.client(caller.tenantId());
  }

  /** Does what waits for the database where that is no harm. */
  <T> CompletionStage<T> reading(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, blocking);
  }

  /** The execution that the path names; a problem if there is none that the caller may see. */
  CompletionStage<ExecutionView> found(Call call) {
    var ref = ref(call);
    return reading(
        () ->
            plane
                .journal()
                .reader()
                .find(ref)
                .filter(view -> view.tenantId().map(call.caller()::sees).orElse(false))
                .orElseThrow(Service::unknown));
  }

  /** The ref that the path names. One that is no ref names nothing. */
  static ExecutionRef ref(Call call) {
    var text = call.at("ref");
    if (!ExecutionRef.isRef(text)) {
      throw unknown();
    }
    return new ExecutionRef(text);
  }

  /** Whether nothing of it can change any more. */
  static boolean isOver(ExecutionView view) {
    return view.state().ended().isPresent();
  }

  static ProblemException unknown() {
    return Problem.of(ProblemType.NOT_FOUND, "there is no such execution")
        .withCode("execution_not_found")
        .toException();
  }
}
