package io.executionplane.contracts.lane.process;

import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Tag;
import io.executionplane.contracts.json.Tagged;

/**
 * How a process ended, as the kernel told it (POSIX {@code wait}): never one taken for the other.
 */
@Tagged("kind")
public sealed interface ProcessExit {

  /** What a shell would report: the code, or 128 and the signal's number. */
  int shellStatus();

  /** It ended itself. */
  @Tag("code")
  record Code(@Range(min = 0, max = 255) int code) implements ProcessExit {

    private static final Rules RULES = Rules.of(Code.class);

    public Code {
      RULES.check(code).orThrow();
    }

    @Override
    public int shellStatus() {
      return code;
    }
  }

  /**
   * A signal ended it.
   *
   * @param signal the signal's number on the target
   * @param name the signal's name, for example {@code SIGKILL}
   * @param coreDumped whether the kernel wrote a core image
   */
  @Tag("signal")
  record Signal(@Range(min = 1, max = 127) int signal, @NotBlank String name, boolean coreDumped)
      implements ProcessExit {

    private static final Rules RULES = Rules.of(Signal.class);

    private static final int SHELL_SIGNAL_BASE = 128;

    public Signal {
      RULES.check(signal, name, coreDumped).orThrow();
    }

    @Override
    public int shellStatus() {
      return SHELL_SIGNAL_BASE + signal;
    }
  }

  /**
   * It ended with a code, or a signal ended it: who watched it passes both on as one number, and
   * nobody can tell any more which it was.
   *
   * @param status the code, or 128 and the signal's number
   */
  @Tag("status")
  record Status(@Range(min = 129, max = 192) int status) implements ProcessExit {

    private static final Rules RULES = Rules.of(Status.class);

    public Status {
      RULES.check(status).orThrow();
    }

    @Override
    public int shellStatus() {
      return status;
    }
  }
}
