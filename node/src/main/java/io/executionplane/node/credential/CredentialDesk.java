package io.executionplane.node.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.lanes.spi.CredentialHandle;
import io.executionplane.lanes.spi.LaneFailure;
import io.executionplane.lanes.spi.Secret;
import io.executionplane.node.credential.GuardedResolver.Answer;
import io.executionplane.node.redaction.SecretForms;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where a session gets the values that its payload names: all of them, or the reason why not. Each
 * handle is asked of one resolver, the first who recognises it, and all of them at once.
 */
public final class CredentialDesk implements AutoCloseable {

  private static final String UNAVAILABLE = "credential_unavailable";
  private static final String UNUSABLE = "credential_unusable";

  private final List<GuardedResolver> resolvers;

  /**
   * A desk with some resolvers.
   *
   * @param answerWithin longest time until one answers
   */
  public CredentialDesk(List<CredentialResolver> resolvers, Duration answerWithin) {
    this.resolvers =
        resolvers.stream().map(resolver -> new GuardedResolver(resolver, answerWithin)).toList();
  }

  /** Who is asked, in order. */
  public List<String> resolverIds() {
    return resolvers.stream().map(GuardedResolver::resolverId).toList();
  }

  /**
   * Gets values.
   *
   * @return all of them; fails with a {@link LaneFailure} that names the first handle whose value
   *     cannot be had ({@code credential_unavailable}) or cannot be kept out of the record ({@code
   *     credential_unusable})
   */
  public CompletionStage<Map<CredentialHandle, Secret>> values(
      List<CredentialHandle> handles, CredentialContext context) {
    CompletionStage<Map<CredentialHandle, Secret>> all =
        CompletableFuture.completedStage(new LinkedHashMap<>());
    for (var handle : handles) {
      var answer = ask(handle, context);
      all =
          all.thenCombine(
              answer,
              (values, given) -> {
                values.put(handle, usable(handle, given));
                return values;
              });
    }
    return all.thenApply(CredentialDesk::bounded);
  }

  private CompletionStage<Answer> ask(CredentialHandle handle, CredentialContext context) {
    return resolvers.stream()
        .filter(resolver -> resolver.recognises(handle))
        .findFirst()
        .map(resolver -> resolver.ask(handle, context))
        .orElseGet(() -> CompletableFuture.completedStage(new Answer.None("no resolver knows it")));
  }

  private static Secret usable(CredentialHandle handle, Answer answer) {
    if (answer instanceof Answer.None none) {
      throw failure(UNAVAILABLE, "the credential " + handle + " cannot be had: " + none.reason());
    }
    var secret = ((Answer.Value) answer).secret();
    var length = length(secret);
    if (length < SecretForms.LENGTH_MIN || length > SecretForms.LENGTH_MAX) {
      throw unusable(
          handle,
          "has not from " + SecretForms.LENGTH_MIN + " to " + SecretForms.LENGTH_MAX + " bytes");
    }
    if (secret.reveal().indexOf('\0') >= 0) {
      throw unusable(handle, "holds a NUL");
    }
    return secret;
  }

  private static Map<CredentialHandle, Secret> bounded(Map<CredentialHandle, Secret> values) {
    var total = values.values().stream().mapToInt(CredentialDesk::length).sum();
    if (total > SecretForms.TOTAL_MAX) {
      throw failure(
          UNUSABLE, "the credentials have together more than " + SecretForms.TOTAL_MAX + " bytes");
    }
    return values;
  }

  private static int length(Secret secret) {
    return secret.reveal().getBytes(UTF_8).length;
  }

  private static LaneFailure unusable(CredentialHandle handle, String why) {
    return failure(UNUSABLE, "the value of the credential " + handle + " " + why);
  }

  /** A handle has at most 512 characters; what a resolver says may be anything. */
  private static LaneFailure failure(String code, String reason) {
    var fitting = reason.substring(0, Math.min(reason.length(), 1024));
    return new LaneFailure(FailureClass.LAUNCH_FAILED, code, fitting);
  }

  @Override
  public void close() {
    resolvers.forEach(GuardedResolver::close);
  }
}
