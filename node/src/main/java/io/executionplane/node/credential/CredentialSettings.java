package io.executionplane.node.credential;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The section {@code execution-plane.credentials}; {@code reference.conf} says what each key means.
 *
 * @param directory of the files that hold values; absent: there is none
 * @param variables of the node's own environment that can be had
 */
public record CredentialSettings(
    Duration answerWithin, Optional<Path> directory, Set<String> variables) {

  private static final String PATH = "execution-plane.credentials";
  private static final Duration ANSWER_WITHIN_MIN = Duration.ofMillis(10);
  private static final Duration ANSWER_WITHIN_MAX = Duration.ofMinutes(5);

  public CredentialSettings {
    variables = Set.copyOf(variables);
    if (answerWithin.compareTo(ANSWER_WITHIN_MIN) < 0
        || answerWithin.compareTo(ANSWER_WITHIN_MAX) > 0) {
      throw new IllegalArgumentException(
          PATH + ".answer-within must be from 10 milliseconds to 5 minutes");
    }
  }

  /**
   * What a whole configuration says.
   *
   * @throws com.typesafe.config.ConfigException if a key is missing or of the wrong type
   * @throws IllegalArgumentException if a value is out of its range
   */
  public static CredentialSettings from(Config config) {
    var section = config.getConfig(PATH);
    return new CredentialSettings(
        section.getDuration("answer-within"),
        Optional.of(section.getString("file.directory"))
            .filter(text -> !text.isEmpty())
            .map(Path::of),
        Set.copyOf(section.getStringList("env.variables")));
  }

  /**
   * The desk of a node.
   *
   * @param own the host's resolvers, which are asked first
   * @throws IllegalArgumentException if the directory is not what it should be
   */
  public CredentialDesk desk(List<CredentialResolver> own) {
    var resolvers = new ArrayList<>(own);
    directory.map(FileCredentials::new).ifPresent(resolvers::add);
    if (!variables.isEmpty()) {
      resolvers.add(new EnvCredentials(variables, System.getenv()));
    }
    return new CredentialDesk(resolvers, answerWithin);
  }
}
