package io.executionplane.contracts.lane.terminal;

import io.executionplane.contracts.json.Handle;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.json.WireName;
import io.executionplane.contracts.json.WithoutNul;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a remote terminal is served. These options and no others.
 *
 * @param authMethods how operators prove who they are, in the order of preference; none means
 *     public keys only
 * @param daemonStarter names what starts the listener; absent means the plane's own
 * @param daemonStopper names what stops the listener; absent means the plane's own
 * @param name what the listener calls itself
 * @param port port to listen on; absent means that the system chooses one
 * @param userPasswords a credential handle per user name: the handle, never a password
 */
public record TerminalTransportOptions(
    @Size(max = 3) List<AuthMethod> authMethods,
    @Ref Optional<String> daemonStarter,
    @Ref Optional<String> daemonStopper,
    @Ref Optional<String> name,
    @Range(min = 1, max = 65_535) Optional<Integer> port,
    @Handle({"credential-handle://", "urn:credential-handle:"}) @Size(max = 256)
        Map<@NotBlank @WithoutNul String, String> userPasswords) {

  private static final Rules RULES = Rules.of(TerminalTransportOptions.class);

  public TerminalTransportOptions {
    RULES
        .check(authMethods, daemonStarter, daemonStopper, name, port, userPasswords)
        .and(
            authMethods,
            methods -> new HashSet<>(methods).size() == methods.size(),
            "authMethods",
            "must have each method once")
        .and(
            authMethods,
            userPasswords,
            (methods, passwords) -> passwords.isEmpty() || methods.contains(AuthMethod.PASSWORD),
            "userPasswords",
            "must be empty where auth_methods has no password")
        .orThrow();
    authMethods = List.copyOf(authMethods);
    userPasswords = Collections.unmodifiableSortedMap(new TreeMap<>(userPasswords));
  }

  /** Whether nothing is said. */
  boolean isEmpty() {
    return authMethods.isEmpty()
        && daemonStarter.isEmpty()
        && daemonStopper.isEmpty()
        && name.isEmpty()
        && port.isEmpty()
        && userPasswords.isEmpty();
  }

  /** The ways in which an operator proves who it is (RFC 4252, RFC 4256). */
  public enum AuthMethod {
    PUBLICKEY,
    @WireName("keyboard-interactive")
    KEYBOARD_INTERACTIVE,
    PASSWORD
  }
}
