package io.executionplane.journal.sink;

import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.sink.CloudEventsSettings.Mode;
import io.executionplane.journal.sink.CloudEventsSettings.SecretHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Posts events as CloudEvents 1.0.
 *
 * <p>A status of 200 to 299 means taken over. Everything else is a failure that is tried again,
 * also what the server calls our fault: to give up would be to lose. Redirects are not followed,
 * because the record and the secret were meant for one address.
 */
public final class CloudEventsSink implements EvidenceSink {

  private static final int OK = 200;
  private static final int REDIRECT = 300;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;

  private final CloudEventsSettings settings;
  private final CloudEvents format;
  private final Clock clock;
  private final ExecutorService executor;
  private final HttpClient client;

  /**
   * @param plane the name of the plane, which with the node's is the source of its events
   * @param clock tells how far away a date in {@code Retry-After} is
   */
  public CloudEventsSink(CloudEventsSettings settings, String plane, Clock clock) {
    this.settings = settings;
    this.format = new CloudEvents(plane);
    this.clock = clock;
    this.executor =
        Executors.newSingleThreadExecutor(
            work -> SinkCall.daemon(work, "sink-" + settings.sinkId() + "-http"));
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
  public String sinkId() {
    return settings.sinkId();
  }

  @Override
  public CompletionStage<Void> deliver(List<RecordedEvent> batch) {
    if (settings.mode() == Mode.BATCHED) {
      return post(CloudEvents.ALL, format.all(batch));
    }
    CompletionStage<Void> posted = CompletableFuture.completedStage(null);
    for (var event : batch) {
      posted = posted.thenCompose(before -> post(CloudEvents.ONE, format.one(event)));
    }
    return posted;
  }

  private CompletionStage<Void> post(String contentType, byte[] body) {
    var request =
        HttpRequest.newBuilder(settings.url())
            .timeout(settings.answerWithin())
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(body));
    settings.header().ifPresent(header -> add(header, request));
    return client.sendAsync(request.build(), BodyHandlers.discarding()).handle(this::answered);
  }

  /** The client's own complaint about a value quotes it, so it goes no further. */
  private static void add(SecretHeader header, HttpRequest.Builder request) {
    try {
      request.setHeader(header.name(), value(header));
    } catch (IllegalArgumentException refused) {
      throw new DeliveryFailedException(
          "the header " + header.name() + " cannot be sent with the value in " + header.file());
    }
  }

  private static String value(SecretHeader header) {
    try (var lines = Files.lines(header.file())) {
      return lines
          .findFirst()
          .map(String::strip)
          .filter(value -> !value.isEmpty())
          .orElseThrow(() -> new DeliveryFailedException(header.file() + " is empty"));
    } catch (IOException | UncheckedIOException unreadable) {
      throw new DeliveryFailedException(header.file() + " cannot be read", unreadable);
    }
  }

  /** A stage of nothing has no other value than null. */
  @SuppressWarnings("NullAway")
  private Void answered(HttpResponse<Void> response, Throwable failure) {
    if (failure != null) {
      throw new DeliveryFailedException(reason(failure), failure);
    }
    var status = response.statusCode();
    if (status < OK || status >= REDIRECT) {
      throw new DeliveryFailedException("the server answered " + status, retryAfter(response));
    }
    return null;
  }

  private static String reason(Throwable failure) {
    var cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof HttpConnectTimeoutException) {
      return "the server cannot be reached in time";
    }
    return cause instanceof HttpTimeoutException
        ? "the server does not answer in time"
        : "the server cannot be reached: " + cause.getClass().getSimpleName();
  }

  private Optional<Duration> retryAfter(HttpResponse<Void> response) {
    var status = response.statusCode();
    return status == TOO_MANY_REQUESTS || status == UNAVAILABLE
        ? response.headers().firstValue("Retry-After").flatMap(this::wait)
        : Optional.empty();
  }

  /** Seconds, or a date (RFC 9110, 10.2.3). */
  private Optional<Duration> wait(String text) {
    try {
      return Optional.of(Duration.ofSeconds(Math.max(Integer.parseInt(text.strip()), 0)));
    } catch (NumberFormatException notSeconds) {
      return untilDate(text.strip());
    }
  }

  private Optional<Duration> untilDate(String text) {
    try {
      var date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      var wait = Duration.between(clock.instant(), date);
      return wait.isNegative() ? Optional.empty() : Optional.of(wait);
    } catch (DateTimeException neither) {
      return Optional.empty();
    }
  }

  /** What is under way is not waited for. */
  @Override
  public void close() {
    executor.shutdown();
  }
}
