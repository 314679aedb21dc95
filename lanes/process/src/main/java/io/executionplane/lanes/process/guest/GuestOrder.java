package io.executionplane.lanes.process.guest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessRun.StderrMode;
import io.executionplane.contracts.surface.RequiredCapabilities;
import io.executionplane.lanes.process.guest.bridge.SessionExtension;
import io.executionplane.lanes.process.guest.bridge.SessionExtension.Start;
import io.executionplane.lanes.process.guest.bridge.StartSession;
import io.executionplane.lanes.spi.CredentialHandle;
import io.executionplane.lanes.spi.LaneFailure;
import io.executionplane.lanes.spi.LaneOrder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An order as a guest is told of it. Holds credentials from then on; says nothing of them. */
final class GuestOrder {

  private final ProcessRun run;
  private final StartSession start;

  private GuestOrder(ProcessRun run, StartSession start) {
    this.run = run;
    this.start = start;
  }

  /**
   * What is to be started.
   *
   * @param defaultDirectory where it runs if it does not say where; absent leaves that to the guest
   */
  static GuestOrder of(LaneOrder<ProcessRun> order, Optional<String> defaultDirectory) {
    var run = order.payload();
    var start =
        new StartSession(
            run.command(),
            run.argv(),
            run.cwd().or(() -> defaultDirectory),
            environment(order),
            run.user(),
            Optional.empty(),
            Optional.of(
                SessionExtension.among(
                    Start.CONTRACT, new Start(takesInput(run), mergesErrors(run), run.pty()))));
    return new GuestOrder(run, start);
  }

  private static Map<String, String> environment(LaneOrder<ProcessRun> order) {
    var environment = new TreeMap<>(order.payload().env());
    order
        .payload()
        .envHandles()
        .forEach((name, handle) -> environment.put(name, secret(order, handle)));
    return environment;
  }

  /** Without its credentials a command is not started at all. */
  private static String secret(LaneOrder<ProcessRun> order, String handle) {
    var secret = order.secrets().get(new CredentialHandle(handle));
    if (secret == null) {
      throw new IllegalArgumentException("the order lacks the value of " + handle);
    }
    return secret.reveal();
  }

  private static boolean takesInput(ProcessRun run) {
    return run.stdin().isPresent() || run.pty().isPresent();
  }

  private static boolean mergesErrors(ProcessRun run) {
    return run.pty().isPresent() || run.stderr().equals(Optional.of(StderrMode.STDOUT));
  }

  boolean takesInput() {
    return takesInput(run);
  }

  boolean mergesErrors() {
    return mergesErrors(run);
  }

  /** What its output is called. */
  StreamName output() {
    return run.pty().isPresent() ? StreamName.PTY : StreamName.STDOUT;
  }

  /** What there is no use without. */
  RequiredCapabilities required() {
    return new RequiredCapabilities(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(true),
        asked(run.pty().isPresent()),
        asked(run.user().isPresent()),
        asked(!start.env().isEmpty()),
        asked(start.cwd().isPresent()),
        Optional.empty());
  }

  private static Optional<Boolean> asked(boolean needed) {
    return needed ? Optional.of(true) : Optional.empty();
  }

  /**
   * The payload of its start.
   *
   * @param extended whether the guest goes beyond version 1
   * @throws LaneFailure when it asks for what such a guest does not have
   */
  ObjectNode payload(boolean extended) {
    if (extended) {
      return start.payload();
    }
    if (run.pty().isPresent()) {
      throw GuestFailures.unsupported("terminals");
    }
    if (mergesErrors()) {
      throw GuestFailures.unsupported("error output among the output");
    }
    var plain = start.payload();
    plain.remove("extensions");
    return plain;
  }
}
