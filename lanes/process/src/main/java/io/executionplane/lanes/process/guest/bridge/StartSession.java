package io.executionplane.lanes.process.guest.bridge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.json.WithoutNul;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code start_session} and {@code run} ask for.
 *
 * @param command the program
 * @param args its arguments, its name not among them
 * @param stdin all of its input; of {@code run} only, and beyond version 1
 */
public record StartSession(
    @NotBlank @WithoutNul String command,
    @Size(max = 65_536) @WithoutNul List<String> args,
    @NotBlank @WithoutNul Optional<String> cwd,
    @Size(max = 4_096) Map<@WithoutNul String, @WithoutNul String> env,
    @NotBlank Optional<String> user,
    Optional<Bytes> stdin,
    Optional<JsonObject> extensions) {

  public static final Contract<StartSession> CONTRACT = Contract.of(StartSession.class);

  /** The operation, and the id of its request. */
  public static final String OP = "start_session";

  public static final String ID = "start-session-1";

  /** The operation that answers when all is over, and the id of its request. */
  public static final String RUN_OP = "run";

  public static final String RUN_ID = "run-1";

  /** Whether the guest's own environment is to be kept from the command. */
  private static final String CLEAR_ENV = "clear_env?";

  private static final Rules RULES = Rules.of(StartSession.class);

  public StartSession {
    RULES.check(command, args, cwd, env, user, stdin, extensions).orThrow();
    args = List.copyOf(args);
    env = Map.copyOf(env);
  }

  /** As a payload: with no more environment than it names. */
  public ObjectNode payload() {
    return Payload.of(CONTRACT, this).put(CLEAR_ENV, true);
  }

  /**
   * From a payload. A guest here never passes its own environment on, whether asked to or not.
   *
   * @throws BridgeException when it is none
   */
  public static StartSession read(ObjectNode payload) throws BridgeException {
    var known = payload.deepCopy();
    known.remove(CLEAR_ENV);
    return Payload.read(CONTRACT, known);
  }

  /** Says the program only: arguments and environment may hold secrets. */
  @Override
  public String toString() {
    return "start of " + command;
  }
}
