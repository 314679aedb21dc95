package io.executionplane.contracts.surface;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * What an effect needs from the place where it happens; what is absent does not matter to it. A
 * document that asks for a capability which is not listed here is refused: no place could be known
 * to have it.
 *
 * @param remote {@code false} asks for this machine, {@code true} for another one
 */
public record RequiredCapabilities(
    Optional<Boolean> remote,
    Optional<Startup> startup,
    Optional<PathSemantics> path,
    Optional<Boolean> run,
    Optional<Boolean> streamingStdio,
    Optional<Boolean> pty,
    Optional<Boolean> user,
    Optional<Boolean> env,
    Optional<Boolean> cwd,
    Optional<InterruptMechanism> interrupt) {

  public static final Contract<RequiredCapabilities> CONTRACT =
      Contract.of(RequiredCapabilities.class);

  private static final Rules RULES = Rules.of(RequiredCapabilities.class);

  public RequiredCapabilities {
    RULES
        .check(remote, startup, path, run, streamingStdio, pty, user, env, cwd, interrupt)
        .orThrow();
  }
}
