package io.executionplane.contracts.lane.process;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.json.Tag;
import io.executionplane.contracts.json.Tagged;

/** How a command is interrupted on request. */
@Tagged("kind")
public sealed interface ProcessInterrupt {

  /** By a signal to its process group. */
  @Tag("signal")
  record BySignal(SignalName signal) implements ProcessInterrupt {

    private static final Rules RULES = Rules.of(BySignal.class);

    public BySignal {
      RULES
          .check(signal)
          .and(() -> signal != SignalName.SIGKILL, "signal", "must be one that asks")
          .orThrow();
    }
  }

  /** By bytes on its input, such as 0x03 to a terminal. */
  @Tag("input")
  record ByInput(@Size(min = 1, max = 64) Bytes bytes) implements ProcessInterrupt {

    private static final Rules RULES = Rules.of(ByInput.class);

    public ByInput {
      RULES.check(bytes).orThrow();
    }
  }
}
