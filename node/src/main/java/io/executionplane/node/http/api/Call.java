package io.executionplane.node.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.node.http.caller.Caller;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.util.ByteString;

/**
 * One call of an operation, by a caller who may.
 *
 * @param path what the names in the path stand for
 * @param query what was given, by name; only what the operation takes
 * @param caller who calls; of an operation that is open to everybody, nobody in particular
 */
public record Call(
    HttpRequest request,
    Map<String, String> path,
    Map<String, List<String>> query,
    Caller caller,
    ActorSystem<?> system) {

  /** Longest time until a body is here: who sends slowly holds up nobody but himself. */
  private static final Duration BODY_WITHIN = Duration.ofSeconds(30);

  public Call {
    path = Map.copyOf(path);
    query = Map.copyOf(query);
  }

  /** What a name in the path stands for. */
  public String at(String name) {
    var value = path.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the path has no " + name);
    }
    return value;
  }

  // --- Parameters

  public Optional<String> query(String name) {
    return all(name).stream().findFirst();
  }

  public List<String> all(String name) {
    return query.getOrDefault(name, List.of());
  }

  /** A whole number in a range, if it is given. */
  public Optional<Long> number(String name, long least, long most) {
    return query(name).map(text -> number(name, text, least, most));
  }

  /** Whether a switch is on; off where it is not given. */
  public boolean isOn(String name) {
    var text = query(name).orElse("false");
    if (!text.equals("true") && !text.equals("false")) {
      throw wrong(name, "must be true or false");
    }
    return text.equals("true");
  }

  public Optional<String> header(String name) {
    return request.getHeader(name).map(HttpHeader::value);
  }

  public static long number(String name, String text, long least, long most) {
    try {
      var value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException refused) {
      // Said below.
    }
    throw wrong(name, "must be a whole number from " + least + " to " + most);
  }

  /** Says what is wrong with a parameter. */
  public static ProblemException wrong(String name, String must) {
    return Problem.of(ProblemType.INVALID_PARAMETER, name + " " + must).toException();
  }

  // --- Body

  /** The body, once all of it is here. */
  public CompletionStage<ByteString> body(long bytesMax) {
    var length = request.entity().getContentLengthOption();
    if (length.isPresent() && length.getAsLong() > bytesMax) {
      throw tooLarge(bytesMax).toException();
    }
    return Bodies.strict(request.entity(), bytesMax, BODY_WITHIN, system);
  }

  static Problem tooLarge(long bytesMax) {
    return Problem.of(
        ProblemType.BODY_TOO_LARGE, "the body may have at most " + bytesMax + " bytes");
  }

  /**
   * The body as a value of a contract.
   *
   * @param decode reads the document
   */
  public <T> CompletionStage<T> json(Function<JsonNode, T> decode) {
    requireJson();
    return body(Json.DOCUMENT_BYTES_MAX).thenApply(bytes -> decoded(bytes, decode));
  }

  private void requireJson() {
    var given = request.entity().getContentType().mediaType();
    if (!given.toString().equals("application/json")) {
      throw Problem.of(ProblemType.MEDIA_TYPE_UNSUPPORTED, "the body must be application/json")
          .toException();
    }
  }

  private static <T> T decoded(ByteString bytes, Function<JsonNode, T> decode) {
    try {
      return decode.apply(Json.parse(bytes.toArrayUnsafe()));
    } catch (MalformedJsonException malformed) {
      throw Problem.of(ProblemType.MALFORMED_JSON, String.valueOf(malformed.getMessage()))
          .toException();
    } catch (ContractViolationException broken) {
      var first = broken.violations().get(0);
      throw Problem.of(ProblemType.INVALID_REQUEST, first.toString())
          .at(first.pointer())
          .toException();
    }
  }
}
