package io.executionplane.node.credential;

import io.executionplane.lanes.spi.CredentialHandle;
import io.executionplane.lanes.spi.Secret;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Values in the node's own environment: {@code credential-handle://env/GITHUB_TOKEN}. Only the
 * variables that were named can be had.
 */
public final class EnvCredentials implements CredentialResolver {

  /** How its handles begin. */
  public static final String BEGINNING = "credential-handle://env/";

  private final Set<String> variables;
  private final Map<String, String> environment;

  /**
   * A resolver of some variables.
   *
   * @param variables the names that can be had
   * @param environment where they are, for example {@code System.getenv()}
   */
  public EnvCredentials(Set<String> variables, Map<String, String> environment) {
    this.variables = Set.copyOf(variables);
    this.environment = environment;
  }

  @Override
  public String resolverId() {
    return "env";
  }

  @Override
  public boolean recognises(CredentialHandle handle) {
    return handle.text().startsWith(BEGINNING);
  }

  @Override
  public CompletionStage<Secret> resolve(CredentialHandle handle, CredentialContext context) {
    var name = handle.text().substring(BEGINNING.length());
    if (!variables.contains(name)) {
      return CompletableFuture.failedStage(
          new CredentialUnavailable("the variable is not one of those that may be used"));
    }
    var value = environment.get(name);
    return value == null
        ? CompletableFuture.failedStage(new CredentialUnavailable("the variable is not set"))
        : CompletableFuture.completedStage(Secret.of(value));
  }
}
