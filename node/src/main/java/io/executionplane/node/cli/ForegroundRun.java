package io.executionplane.node.cli;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.journal.verify.VerificationReport;
import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.Verification;
import io.executionplane.node.document.VerificationDocuments;
import io.executionplane.node.execution.SubmitReply;
import java.time.Duration;
import java.util.Optional;

/** One execution with our standard streams as its own, from the request to our exit status. */
final class ForegroundRun {

  /** Longer than any execution may take. */
  private static final Duration FOR_EVER = Duration.ofDays(3650);

  private final ExecutionPlane plane;
  private final Console console;
  private final Interruption interruption;
  private final boolean quiet;

  ForegroundRun(ExecutionPlane plane, Console console, Interruption interruption, boolean quiet) {
    this.plane = plane;
    this.console = console;
    this.interruption = interruption;
    this.quiet = quiet;
  }

  /** With our streams as they are. */
  int run(AdmissionRequest wish, boolean givesInput) {
    return report(follow(wish, givesInput, Optional.empty()));
  }

  /** In a terminal as ours, which is only joined to the command's until that has ended. */
  int runInTerminal(AdmissionRequest wish) {
    return report(inTerminal(wish));
  }

  private Followed inTerminal(AdmissionRequest wish) {
    try (var terminal = OurTerminal.takeOver()) {
      return follow(wish, true, Optional.of(terminal));
    }
  }

  /** What is known once everything has been put out. */
  private record Followed(ExecutionResult result, boolean outputClosed) {}

  private Followed follow(
      AdmissionRequest wish, boolean givesInput, Optional<OurTerminal> terminal) {
    var request = plane.client().identified(wish);
    var ref = plane.client().refOf(request);
    var streams = StandardStreams.open(plane.system(), givesInput);
    var reply = Planes.await(plane, plane.client().submit(request, streams.foreground()));
    var receipt = admitted(reply);
    interruption.onInterrupt(() -> cancel(ref, "user interrupt"));
    streams.onOutputClosed(() -> cancel(ref, "output closed"));
    terminal.ifPresent(joined -> keepSizes(ref));
    var result = Planes.await(plane, plane.client().awaitResult(ref, FOR_EVER), FOR_EVER);
    if (receipt.replayed()) {
      streams.print(plane.client(), result);
    } else {
      streams.awaitPrinted(result);
    }
    return new Followed(result, streams.isOutputClosed());
  }

  private void keepSizes(ExecutionRef ref) {
    var relay = new SizeRelay(plane.client(), ref, OurTerminal::size);
    WindowChanges.onChange(relay::relay);
    relay.relay(); // It may have changed since the request was made.
  }

  private SubmitReply.Receipt admitted(SubmitReply reply) {
    if (reply instanceof SubmitReply.Receipt receipt
        && receipt.status() != ExecutionStatus.REJECTED) {
      return receipt;
    }
    throw new CliException(reply.ref() + " " + Refusals.say(reply));
  }

  private void cancel(ExecutionRef ref, String requestedBy) {
    plane.client().cancel(ref, requestedBy);
  }

  private int report(Followed followed) {
    var result = followed.result();
    Planes.await(plane, plane.anchored(result.executionRef()));
    var report = Verification.of(plane.journal(), result.executionRef());
    result
        .failure()
        .filter(failure -> result.output().isEmpty())
        .ifPresent(failure -> console.complain(failure.reason()));
    if (!quiet || report.verdict() == VerificationReport.Verdict.FAILED) {
      console.err().println(Summary.line(result, VerificationDocuments.of(report)));
    }
    if (report.verdict() == VerificationReport.Verdict.FAILED) {
      return ExitStatus.PLANE;
    }
    if (interruption.isInterrupted()) {
      return ExitStatus.INTERRUPTED;
    }
    return followed.outputClosed() ? ExitStatus.OUTPUT_CLOSED : ExitStatus.of(result);
  }
}
