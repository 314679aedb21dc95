package io.executionplane.lanes.process.guest;

import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.lanes.process.CommandEnd;
import io.executionplane.lanes.process.Signals;
import io.executionplane.lanes.process.guest.bridge.Exit;
import java.util.Optional;
import java.util.OptionalInt;

/** Ends as a guest tells them. Pure. */
final class CommandEnds {

  /**
   * What version 1 asks of a guest: a process group of its own. What left it may live on unseen, so
   * how many survived is unknown, and said to be.
   */
  static final Containment OF_VERSION_1 =
      new Containment(Containment.Means.SESSION, Optional.empty());

  private CommandEnds() {}

  /** Empty where neither a code nor a signal is named. */
  static Optional<CommandEnd> of(Exit told) {
    if (told.end().isPresent()) {
      var end = told.end().get();
      return Optional.of(new CommandEnd(end.exit(), end.usage(), end.containment()));
    }
    return ofVersion1(told).map(exit -> new CommandEnd(exit, Optional.empty(), OF_VERSION_1));
  }

  private static Optional<ProcessExit> ofVersion1(Exit told) {
    return switch (told.status()) {
      case SUCCESS -> Optional.of(new ProcessExit.Code(told.code().orElse(0)));
      case EXIT -> told.code().map(ProcessExit.Code::new);
      case SIGNAL -> signal(told.signal().orElse(""));
      case ERROR -> Optional.empty();
    };
  }

  private static Optional<ProcessExit> signal(String named) {
    var number = number(named);
    return number.isPresent()
        ? Optional.of(
            new ProcessExit.Signal(number.getAsInt(), Signals.name(number.getAsInt()), false))
        : Optional.empty();
  }

  private static OptionalInt number(String named) {
    if (named.matches("[1-9][0-9]?")) {
      return OptionalInt.of(Integer.parseInt(named));
    }
    return Signals.numberOf(named.startsWith("SIG") ? named : "SIG" + named);
  }
}
