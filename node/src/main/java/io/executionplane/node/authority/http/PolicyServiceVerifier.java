package io.executionplane.node.authority.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.evidence.AuthorityEvidence;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.node.authority.AuthorityContext;
import io.executionplane.node.authority.AuthorityGrant;
import io.executionplane.node.authority.AuthorityVerdict;
import io.executionplane.node.authority.AuthorityVerdict.Denied;
import io.executionplane.node.authority.AuthorityVerdict.Granted;
import io.executionplane.node.authority.AuthorityVerifier;
import io.executionplane.node.authority.GrantClaims;
import io.executionplane.node.authority.SecretFile;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks a policy service: {@code POST} of {@code {"input": …}}, answered with {@code {"result":
 * {"allow": true}}}.
 *
 * <p>Fails closed: an answer that is late, too long, not 200, or not a decision is a failure, and a
 * failure is a refusal. Redirects are not followed and no proxy is used, because the authority that
 * is sent was meant for one address.
 */
public final class PolicyServiceVerifier implements AuthorityVerifier, AutoCloseable {

  /** The verifier's name. */
  public static final String ID = "http";

  private static final int OK = 200;

  private final PolicyServiceSettings settings;
  private final ExecutorService executor;
  private final HttpClient client;

  public PolicyServiceVerifier(PolicyServiceSettings settings) {
    this.settings = settings;
    this.executor =
        Executors.newSingleThreadExecutor(
            work -> {
              var thread = new Thread(work, "authority-http-client");
              thread.setDaemon(true);
              return thread;
            });
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(settings.connectWithin())
            .executor(executor)
            .build();
  }

  @Override
  public String verifierId() {
    return ID;
  }

  @Override
  public CompletionStage<AuthorityVerdict> verify(AuthorityRef ref, AuthorityContext context) {
    var question = new PolicyQuestion(context, settings.sendsPayload());
    var request =
        HttpRequest.newBuilder(settings.url())
            .timeout(settings.answerWithin())
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofByteArray(question.json()));
    settings.authorizationFile().ifPresent(file -> authorize(request, SecretFile.firstLine(file)));
    return client
        .sendAsync(request.build(), head -> new BoundedBody(settings.answerBytesMax()))
        .handle((answer, failure) -> verdict(ref, answer, failure));
  }

  /** The client's own complaint about a value quotes it, so it goes no further. */
  private static void authorize(HttpRequest.Builder request, String secret) {
    try {
      request.setHeader("Authorization", secret);
    } catch (IllegalArgumentException refused) {
      throw new PolicyServiceException("the value of authorization-file cannot be sent");
    }
  }

  private static AuthorityVerdict verdict(
      AuthorityRef ref, @Nullable HttpResponse<byte[]> answer, @Nullable Throwable failure) {
    if (answer == null) {
      throw unanswered(failure);
    }
    if (answer.statusCode() != OK) {
      throw new PolicyServiceException("the policy service answered " + answer.statusCode());
    }
    var result = Json.parse(answer.body()).path("result");
    return result.isMissingNode()
        ? Denied.unverified("policy_undefined", "the policy service has no rule for this request")
        : judged(ref, result);
  }

  private static RuntimeException unanswered(@Nullable Throwable failure) {
    var cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof HttpTimeoutException
        ? new CompletionException(new TimeoutException("the policy service did not answer in time"))
        : new PolicyServiceException("the policy service did not answer", cause);
  }

  private static AuthorityVerdict judged(AuthorityRef ref, JsonNode result) {
    var reach = PolicyDecision.read(result);
    var decision = reach.decision();
    var evidence =
        new AuthorityEvidence(
            ID,
            Optional.empty(),
            decision.subject(),
            Optional.empty(),
            Optional.empty(),
            Sha256.ofText(ref.ref()));
    if (!decision.allow()) {
      return new Denied("policy_denied", reason(ref, decision), Optional.of(evidence));
    }
    return new Granted(
        new AuthorityGrant(
            evidence,
            reach.targets(),
            reach.attestationClasses(),
            decision.budget().flatMap(GrantClaims.Budget::wallClockMs).map(Duration::ofMillis),
            decision.budget().flatMap(GrantClaims.Budget::outputBytes),
            Optional.empty()));
  }

  /** As the service says it, unless it repeats the authority: that must not be recorded. */
  private static String reason(AuthorityRef ref, PolicyDecision decision) {
    return decision
        .reason()
        .filter(text -> !text.isBlank() && !text.contains(ref.ref()))
        .orElse("the policy service does not allow it");
  }

  /** What is being asked is not waited for. */
  @Override
  public void close() {
    executor.shutdown();
  }
}
