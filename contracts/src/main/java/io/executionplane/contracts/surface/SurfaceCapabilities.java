package io.executionplane.contracts.surface;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * What a place can do: at most, by its kind ({@link SurfaceKind#maximum()}), or in effect, as its
 * peer negotiated.
 *
 * <p>Distance and paths are told apart: a guest whose files are mounted on this machine is not
 * remote, and its paths are still the guest's. None of this is a claim of isolation.
 *
 * @param remote whether the place is another machine
 * @param run whether a command can be run to its end
 * @param streamingStdio whether input and output can flow while it runs
 * @param user whether the command can run as another user
 */
public record SurfaceCapabilities(
    boolean remote,
    Startup startup,
    PathSemantics path,
    boolean run,
    boolean streamingStdio,
    boolean pty,
    boolean user,
    boolean env,
    boolean cwd,
    InterruptMechanism interrupt) {

  public static final Contract<SurfaceCapabilities> CONTRACT =
      Contract.of(SurfaceCapabilities.class);

  private static final Rules RULES = Rules.of(SurfaceCapabilities.class);

  public SurfaceCapabilities {
    RULES
        .check(remote, startup, path, run, streamingStdio, pty, user, env, cwd, interrupt)
        .orThrow();
  }

  /**
   * Whether this is no more than a maximum allows. Where and how (distance, startup, paths) must be
   * the same; a capability may be missing, never added; an interrupt may be given up, never swapped
   * for another.
   */
  public boolean isSubsetOf(SurfaceCapabilities maximum) {
    return remote == maximum.remote
        && startup == maximum.startup
        && path == maximum.path
        && (maximum.run || !run)
        && (maximum.streamingStdio || !streamingStdio)
        && (maximum.pty || !pty)
        && (maximum.user || !user)
        && (maximum.env || !env)
        && (maximum.cwd || !cwd)
        && (interrupt == maximum.interrupt || interrupt == InterruptMechanism.NONE);
  }

  /** Whether everything that is required is here exactly as required. */
  public boolean satisfies(RequiredCapabilities required) {
    return isAsked(required.remote(), remote)
        && isAsked(required.startup(), startup)
        && isAsked(required.path(), path)
        && isAsked(required.run(), run)
        && isAsked(required.streamingStdio(), streamingStdio)
        && isAsked(required.pty(), pty)
        && isAsked(required.user(), user)
        && isAsked(required.env(), env)
        && isAsked(required.cwd(), cwd)
        && isAsked(required.interrupt(), interrupt);
  }

  private static <T> boolean isAsked(Optional<T> required, T offered) {
    return required.isEmpty() || required.get().equals(offered);
  }
}
