package io.executionplane.node.http.api;

import io.executionplane.node.http.caller.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * One thing that can be asked over HTTP.
 *
 * @param id its name in the OpenAPI document and so in generated clients
 * @param summary what it does, as one sentence
 * @param roles who may: whoever has one of them; empty if everybody may, without a token
 * @param parameters what it takes; anything else in the query is refused
 * @param body what it takes as a body
 * @param answers how it answers
 * @param handler does it. What it throws or fails with is answered as a problem
 */
public record Operation(
    HttpMethod method,
    PathTemplate path,
    String id,
    String summary,
    Set<Role> roles,
    List<Parameter> parameters,
    Optional<Body> body,
    List<Answer> answers,
    Handler handler) {

  public Operation {
    roles = Set.copyOf(roles);
    parameters = List.copyOf(parameters);
    answers = List.copyOf(answers);
  }

  /** Does what is asked. */
  @FunctionalInterface
  public interface Handler {

    CompletionStage<HttpResponse> handle(Call call);
  }

  /**
   * A body.
   *
   * @param schema name of its schema in the OpenAPI document; empty for bytes
   */
  public record Body(String mediaType, String schema, boolean isRequired) {}

  public static Draft get(String path, String id) {
    return new Draft(HttpMethods.GET, path, id);
  }

  public static Draft post(String path, String id) {
    return new Draft(HttpMethods.POST, path, id);
  }

  /** An operation that is being described. */
  public static final class Draft {

    private final HttpMethod method;
    private final PathTemplate path;
    private final String id;
    private String summary = "";
    private Set<Role> roles = Set.of();
    private final List<Parameter> parameters = new ArrayList<>();
    private Optional<Body> body = Optional.empty();
    private final List<Answer> answers = new ArrayList<>();

    private Draft(HttpMethod method, String path, String id) {
      this.method = method;
      this.path = PathTemplate.of(path);
      this.id = id;
    }

    public Draft does(String what) {
      summary = what;
      return this;
    }

    /** Whoever has one of these roles may. Without this, everybody may. */
    public Draft forAny(Role first, Role... others) {
      roles = EnumSet.of(first, others);
      return this;
    }

    public Draft taking(Parameter... more) {
      parameters.addAll(List.of(more));
      return this;
    }

    public Draft takingJson(String schema) {
      body = Optional.of(new Body("application/json", schema, true));
      return this;
    }

    public Draft takingBytes() {
      body = Optional.of(new Body("application/octet-stream", "", false));
      return this;
    }

    public Draft answering(Answer... more) {
      answers.addAll(List.of(more));
      return this;
    }

    public Operation by(Handler handler) {
      return new Operation(method, path, id, summary, roles, parameters, body, answers, handler);
    }
  }
}
