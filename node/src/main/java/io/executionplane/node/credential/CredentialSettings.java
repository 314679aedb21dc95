package io.executionplane.node.credential;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The section {@code execution-plane.credentials}; {@code reference.conf} says what each key means.
 *
 * @param answerWithin longest time until a resolver answers
 * @param configured the resolvers that it names
 */
public record CredentialSettings(Duration answerWithin, List<CredentialResolver> configured) {

  private static final String PATH = "execution-plane.credentials";
  private static final Duration ANSWER_WITHIN_MIN = Duration.ofMillis(10);
  private static final Duration ANSWER_WITHIN_MAX = Duration.ofMinutes(5);

  public CredentialSettings {
    configured = List.copyOf(configured);
    if (answerWithin.compareTo(ANSWER_WITHIN_MIN) < 0
        || answerWithin.compareTo(ANSWER_WITHIN_MAX) > 0) {
      throw new IllegalArgumentException(
          PATH + ".answer-within must be from 10 milliseconds to 5 minutes");
    }
  }

  /**
   * Reads what a whole configuration says, and looks at the directory that it names.
   *
   * @throws com.typesafe.config.ConfigException if a key is missing or of the wrong type
   * @throws IllegalArgumentException if a value is out of its range, or the directory is not what
   *     it should be
   */
  public static CredentialSettings from(Config config) {
    var section = config.getConfig(PATH);
    var resolvers = new ArrayList<CredentialResolver>();
    var directory = section.getString("file.directory");
    if (!directory.isEmpty()) {
      resolvers.add(files(Path.of(directory)));
    }
    var variables = Set.copyOf(section.getStringList("env.variables"));
    if (!variables.isEmpty()) {
      resolvers.add(new EnvCredentials(variables, System.getenv()));
    }
    return new CredentialSettings(section.getDuration("answer-within"), resolvers);
  }

  private static FileCredentials files(Path directory) {
    try {
      return new FileCredentials(directory);
    } catch (IllegalArgumentException unfit) {
      throw new IllegalArgumentException(PATH + ".file.directory: " + unfit.getMessage(), unfit);
    }
  }

  /**
   * The desk of a node.
   *
   * @param own the host's resolvers, which are asked first
   */
  public CredentialDesk desk(List<CredentialResolver> own) {
    var resolvers = new ArrayList<>(own);
    resolvers.addAll(configured);
    return new CredentialDesk(resolvers, answerWithin);
  }
}
