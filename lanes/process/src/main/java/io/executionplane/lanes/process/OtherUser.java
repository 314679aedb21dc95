package io.executionplane.lanes.process;

import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.lanes.process.posix.Account;
import io.executionplane.lanes.process.posix.ExecutablePath;
import io.executionplane.lanes.process.posix.SpawnFailed;
import io.executionplane.lanes.process.posix.SpawnRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command as another user of this machine: setpriv(1) gives up who we are, takes on who he is
 * with all his groups, and becomes the command. Only root can.
 */
record OtherUser(String program, Account account) {

  private static final String PROGRAM = "setpriv";

  /** Whether there can be any. */
  static boolean isPossible() {
    try {
      return Account.mayBeAnybody() && !program(System.getenv()).isEmpty();
    } catch (SpawnFailed notInstalled) {
      return false;
    }
  }

  /**
   * Whom an order names; empty when that is who we are.
   *
   * @throws SpawnFailed when there is no such user, or we cannot be him
   */
  static Optional<OtherUser> of(ProcessRun run) throws SpawnFailed {
    if (run.user().isEmpty()) {
      return Optional.empty();
    }
    var account = account(run.user().get());
    if (account.isOurs()) {
      return Optional.empty();
    }
    if (!Account.mayBeAnybody()) {
      throw SpawnFailed.badUser("only a node that runs as root can run commands as another user");
    }
    return Optional.of(new OtherUser(program(System.getenv()), account));
  }

  /**
   * For a place where nobody can be chosen.
   *
   * @throws SpawnFailed when somebody is
   */
  static void refuse(ProcessRun run, String why) throws SpawnFailed {
    if (run.user().isPresent()) {
      throw SpawnFailed.badUser(why);
    }
  }

  private static Account account(String user) throws SpawnFailed {
    try {
      return Account.find(user)
          .orElseThrow(() -> SpawnFailed.badUser("there is no user " + user + " here"));
    } catch (IOException unknown) {
      throw SpawnFailed.badUser("it cannot be found out who is " + user);
    }
  }

  private static String program(Map<String, String> ours) throws SpawnFailed {
    return ExecutablePath.resolve(PROGRAM, ours.get("PATH"), "/");
  }

  /** Our environment as it would be his. */
  Map<String, String> environment(Map<String, String> ours) {
    var his = new HashMap<>(ours);
    his.put("HOME", account.home());
    his.put("LOGNAME", account.name());
    his.put("SHELL", account.shell());
    his.put("USER", account.name());
    return his;
  }

  /** The start of a command of his. */
  SpawnRequest around(SpawnRequest command) {
    var arguments = new ArrayList<String>();
    arguments.add(PROGRAM);
    arguments.add("--reuid=" + account.name());
    arguments.add("--regid=" + Integer.toUnsignedString(account.gid()));
    arguments.addAll(List.of("--init-groups", "--", command.executable()));
    arguments.addAll(command.arguments().subList(1, command.arguments().size()));
    return new SpawnRequest(
        program,
        arguments,
        command.environment(),
        command.workingDirectory(),
        command.stdin(),
        command.stderr(),
        command.terminal(),
        Optional.of(account));
  }
}
