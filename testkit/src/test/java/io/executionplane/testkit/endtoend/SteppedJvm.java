package io.executionplane.testkit.endtoend;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.InvalidTypeException;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own that is stopped before each step of writing: before every call that writes,
 * shortens, forces, moves or deletes a file, whichever file that is and whoever calls. While it is
 * stopped nothing in it runs, so its files are what a kill at this moment would leave.
 *
 * <p>It is watched with the debugger's interface (JDI), so what runs in it is what always runs.
 */
final class SteppedJvm implements AutoCloseable {

  /** What makes a step, by class. */
  private static final Map<String, Set<String>> STEPS =
      Map.of(
          "sun.nio.ch.FileChannelImpl", Set.of("write", "truncate", "force"),
          "java.nio.file.Files", Set.of("move", "delete", "deleteIfExists"));

  private final Process process;
  private final VirtualMachine machine;
  private int steps;

  private SteppedJvm(Process process, VirtualMachine machine) {
    this.process = process;
    this.machine = machine;
  }

  /** Told before each step, while the JVM is stopped. */
  interface Listener {

    /**
     * What to do at a step.
     *
     * @param number of the step, from 1
     * @param name of the method that is about to be called
     */
    Next at(int number, String name) throws IOException;
  }

  /** What a failed step throws. */
  static final class Failure {

    @SuppressWarnings("StaticAssignmentOfThrowable") // It is looked for from outside, and thrown.
    static final IOException INSTANCE = new IOException("No space left on device, on purpose");

    private Failure() {}

    /** Called by the class that is started, so that there is one when it is needed. */
    static void prepare() {
      // The class is initialised by the call.
    }
  }

  /** What follows a step. */
  enum Next {
    GO_ON,
    /** The call throws an {@link IOException}, as on a full or broken disk. */
    FAIL,
    /** As {@code kill -9} does. */
    KILL
  }

  /** Starts a class with a heap of 256 MiB; it runs once {@link #run} is called. */
  static SteppedJvm start(Class<?> main, List<String> arguments) throws IOException {
    var connector = listening();
    var options = connector.defaultArguments();
    options.get("localAddress").setValue("127.0.0.1");
    try {
      var address = connector.startListening(options);
      try {
        var process = process(main, arguments, address);
        return new SteppedJvm(process, connector.accept(options));
      } finally {
        connector.stopListening(options);
      }
    } catch (IllegalConnectorArgumentsException wrong) {
      throw new IllegalStateException(wrong);
    }
  }

  private static ListeningConnector listening() {
    return Bootstrap.virtualMachineManager().listeningConnectors().stream()
        .filter(connector -> connector.name().equals("com.sun.jdi.SocketListen"))
        .findFirst()
        .orElseThrow();
  }

  private static Process process(Class<?> main, List<String> arguments, String address)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=" + address);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /**
   * Lets it run to its end, with a stop before each step.
   *
   * @return how many steps there were
   */
  int run(Listener listener) throws IOException {
    STEPS.keySet().forEach(this::watch);
    machine.resume();
    try {
      while (take(machine.eventQueue().remove(TestPlane.WITHIN.toMillis()), listener)) {
        // The next one.
      }
    } catch (VMDisconnectedException ended) {
      // It was killed.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
    awaitEnd();
    return steps;
  }

  /** Whether it goes on. */
  private boolean take(EventSet events, Listener listener) throws IOException {
    if (events == null) {
      throw new AssertionError("it neither wrote nor ended for " + TestPlane.WITHIN);
    }
    for (var event : events) {
      if (!take(event, listener)) {
        return false;
      }
    }
    events.resume();
    return true;
  }

  private boolean take(Event event, Listener listener) throws IOException {
    if (event instanceof ClassPrepareEvent prepared) {
      breakIn(prepared.referenceType());
    } else if (event instanceof BreakpointEvent stop) {
      steps++;
      switch (listener.at(steps, stop.location().method().name())) {
        case GO_ON -> {}
        case FAIL -> fail(stop.thread());
        case KILL -> {
          process.destroyForcibly();
          return false;
        }
      }
    }
    return !(event instanceof VMDisconnectEvent);
  }

  /**
   * Has a thread throw where it stands. The exception is there already: to make one, the thread
   * would have to run while the others stand, and could wait for one of them.
   */
  private void fail(ThreadReference thread) {
    var type = machine.classesByName(Failure.class.getName()).get(0);
    try {
      thread.stop((ObjectReference) type.getValue(type.fieldByName("INSTANCE")));
    } catch (InvalidTypeException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void watch(String name) {
    var loaded = machine.classesByName(name);
    if (loaded.isEmpty()) {
      var request = machine.eventRequestManager().createClassPrepareRequest();
      request.addClassFilter(name);
      request.enable();
    } else {
      loaded.forEach(this::breakIn);
    }
  }

  private void breakIn(ReferenceType type) {
    for (var method : type.methods()) {
      if (STEPS.getOrDefault(type.name(), Set.of()).contains(method.name())
          && !method.isNative()
          && !method.isAbstract()) {
        var request = machine.eventRequestManager().createBreakpointRequest(method.location());
        request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
        request.enable();
      }
    }
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(TestPlane.WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("it does not end");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    awaitEnd();
  }
}
