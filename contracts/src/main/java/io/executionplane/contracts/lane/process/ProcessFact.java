package io.executionplane.contracts.lane.process;

import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.lane.LaneFact;
import io.executionplane.contracts.lane.process.ProcessOutput.Usage;
import java.util.Optional;

/** What the process lane sees. */
public sealed interface ProcessFact extends LaneFact {

  /**
   * The command runs.
   *
   * @param pid the kernel's number for it
   * @param startTicks when it started, in clock ticks since boot (proc(5), stat field 22): with the
   *     boot id this tells the process from a later one of the same number
   * @param bootId the kernel's random id of this boot
   * @param executable absolute path of the program that was started
   * @param cgroup directory of the control group that it was put in before it ran; absent where
   *     none holds it
   */
  record Launched(
      @Range(min = 1) long pid,
      @Range(min = 0) long startTicks,
      @NotBlank String bootId,
      @NotBlank String executable,
      Containment.Means containment,
      @NotBlank Optional<String> cgroup)
      implements ProcessFact {

    public static final String NAME = "process.launched";
    public static final Contract<Launched> CONTRACT = Contract.of(Launched.class);
    private static final Rules RULES = Rules.of(Launched.class);

    public Launched {
      RULES.check(pid, startTicks, bootId, executable, containment, cgroup).orThrow();
    }

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public JsonObject data() {
      return CONTRACT.encodeObject(this);
    }
  }

  /**
   * The command runs on another machine.
   *
   * @param address where: host and port as they are configured
   * @param hostKey fingerprint of the key by which the machine was recognized, for example {@code
   *     SHA256:} and base64
   * @param user account that it runs as
   * @param pid the number that the other machine's kernel gave it; with {@code startTicks} and
   *     {@code bootId} as in {@link Launched}
   * @param executable path of the program there
   */
  record LaunchedRemotely(
      @NotBlank String address,
      @NotBlank String hostKey,
      @NotBlank String user,
      @Range(min = 1) long pid,
      @Range(min = 0) long startTicks,
      @NotBlank String bootId,
      @NotBlank String executable,
      Containment.Means containment)
      implements ProcessFact {

    public static final String NAME = "process.launched_remotely";
    public static final Contract<LaunchedRemotely> CONTRACT = Contract.of(LaunchedRemotely.class);
    private static final Rules RULES = Rules.of(LaunchedRemotely.class);

    public LaunchedRemotely {
      RULES
          .check(address, hostKey, user, pid, startTicks, bootId, executable, containment)
          .orThrow();
    }

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public JsonObject data() {
      return CONTRACT.encodeObject(this);
    }
  }

  /**
   * The command runs in a guest.
   *
   * @param address where the guest's agent was reached: host and port, or {@code unix:} and a path
   * @param bridgeSessionRef what the agent calls the session
   * @param guestKey fingerprint of the key by which the guest was recognized, {@code SHA256:} and
   *     base64; absent where none is pinned
   * @param process what it is in the guest; absent where the agent does not say
   */
  record LaunchedInGuest(
      @NotBlank String address,
      @NotBlank String bridgeSessionRef,
      @NotBlank Optional<String> guestKey,
      Optional<Launched> process)
      implements ProcessFact {

    public static final String NAME = "process.launched_in_guest";
    public static final Contract<LaunchedInGuest> CONTRACT = Contract.of(LaunchedInGuest.class);
    private static final Rules RULES = Rules.of(LaunchedInGuest.class);

    public LaunchedInGuest {
      RULES.check(address, bridgeSessionRef, guestKey, process).orThrow();
    }

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public JsonObject data() {
      return CONTRACT.encodeObject(this);
    }
  }

  /** The command was sent a signal. */
  record SignalSent(@Range(min = 1) int signal, @NotBlank String signalName, Cause cause)
      implements ProcessFact {

    public static final String NAME = "process.signal_sent";
    public static final Contract<SignalSent> CONTRACT = Contract.of(SignalSent.class);
    private static final Rules RULES = Rules.of(SignalSent.class);

    public SignalSent {
      RULES.check(signal, signalName, cause).orThrow();
    }

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public JsonObject data() {
      return CONTRACT.encodeObject(this);
    }

    /** Why a signal was sent. */
    public enum Cause {
      TIMEOUT,
      CANCEL,
      GRACE_OVER,
      OUTPUT_LIMIT,
      STORE_FAILED,
      /** Somebody interrupted it. */
      INTERRUPT,
      /** Somebody asked for this signal. */
      REQUEST,
      /** Nobody read for too long. */
      HEADLESS
    }
  }

  /**
   * The command was interrupted by bytes on its input.
   *
   * @param bytes what was put between what else it is given; in the record of its input they are
   *     not
   */
  record Interrupted(@Size(min = 1, max = 64) Bytes bytes) implements ProcessFact {

    public static final String NAME = "process.interrupted";
    public static final Contract<Interrupted> CONTRACT = Contract.of(Interrupted.class);
    private static final Rules RULES = Rules.of(Interrupted.class);

    public Interrupted {
      RULES.check(bytes).orThrow();
    }

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public JsonObject data() {
      return CONTRACT.encodeObject(this);
    }
  }

  /**
   * The command's terminal was made another size.
   *
   * @param cols width in characters
   * @param rows height in lines
   * @param outputOffset how many bytes of what it puts out had been taken by then; what was on its
   *     way still follows
   */
  record Resized(
      @Range(min = 1, max = 65_535) int cols,
      @Range(min = 1, max = 65_535) int rows,
      @Range(min = 0) long outputOffset)
      implements ProcessFact {

    public static final String NAME = "process.resized";
    public static final Contract<Resized> CONTRACT = Contract.of(Resized.class);
    private static final Rules RULES = Rules.of(Resized.class);

    public Resized {
      RULES.check(cols, rows, outputOffset).orThrow();
    }

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public JsonObject data() {
      return CONTRACT.encodeObject(this);
    }
  }

  /**
   * The command, or something that it started, ran into a limit that its caller had set. Told once
   * for each limit, when the command has ended.
   */
  record LimitReached(ProcessLimit limit) implements ProcessFact {

    public static final String NAME = "process.limit_reached";
    public static final Contract<LimitReached> CONTRACT = Contract.of(LimitReached.class);
    private static final Rules RULES = Rules.of(LimitReached.class);

    public LimitReached {
      RULES.check(limit).orThrow();
    }

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public JsonObject data() {
      return CONTRACT.encodeObject(this);
    }
  }

  /**
   * The command ended, and every byte that it wrote is stored.
   *
   * @param usage what it used; absent where nobody can know
   */
  record Exited(ProcessExit exit, Optional<Usage> usage) implements ProcessFact {

    public static final String NAME = "process.exited";
    public static final Contract<Exited> CONTRACT = Contract.of(Exited.class);
    private static final Rules RULES = Rules.of(Exited.class);

    public Exited {
      RULES.check(exit, usage).orThrow();
    }

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public JsonObject data() {
      return CONTRACT.encodeObject(this);
    }
  }
}
