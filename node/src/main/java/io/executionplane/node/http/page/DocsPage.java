package io.executionplane.node.http.page;

import io.executionplane.node.http.api.Operation;
import io.executionplane.node.http.api.Parameter;
import io.executionplane.node.http.api.ProblemType;
import io.executionplane.node.http.caller.Role;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What can be asked over HTTP, on one page. */
public final class DocsPage {

  private static final String INTRODUCTION =
      """
      <h1>Execution Plane over HTTP</h1>
      <p>JSON in and out. Calls need <code>Authorization: Bearer TOKEN</code>, where <code>ep token</code>
      prints the token of a data directory, or a certificate that the node knows. For programs, the same
      is in <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1).</p>
      <p>What is not done is answered with a <a href="#problems">problem</a>
      (<code>application/problem+json</code>, RFC 9457).</p>
      """;

  private DocsPage() {}

  public static HttpResponse of(List<Operation> operations) {
    var body = new StringBuilder(INTRODUCTION);
    body.append(contents(operations));
    body.append(Page.heading(2, "operations", "Operations"));
    operations.forEach(operation -> body.append(described(operation)));
    body.append(Page.heading(2, "problems", "Problems"));
    body.append(problems());
    return Page.of("Execution Plane over HTTP", body.toString());
  }

  private static String contents(List<Operation> operations) {
    return operations.stream()
        .map(
            each ->
                "<tr><td><a href=\"#%s\">%s</a></td><td>%s</td></tr>\n"
                    .formatted(each.id(), name(each), Page.escaped(each.summary())))
        .collect(Collectors.joining("", "<table>\n", "</table>\n"));
  }

  private static String name(Operation operation) {
    return "<code><span class=\"method\">%s</span> %s</code>"
        .formatted(operation.method().value(), Page.escaped(operation.path().toString()));
  }

  private static String described(Operation operation) {
    return Page.heading(3, operation.id(), name(operation))
        + Page.paragraph(Page.escaped(operation.summary()) + " " + roles(operation))
        + parameters(operation)
        + answers(operation);
  }

  private static String roles(Operation operation) {
    return operation.roles().isEmpty()
        ? "Everybody may."
        : Stream.concat(operation.roles().stream(), Stream.of(Role.OPERATE))
            .distinct()
            .sorted()
            .map(role -> Page.code(role.text()))
            .collect(Collectors.joining(", ", "Roles: ", "."));
  }

  private static String parameters(Operation operation) {
    var rows =
        Stream.concat(
                operation.parameters().stream().map(DocsPage::row),
                operation.body().stream().map(DocsPage::row))
            .toList();
    return rows.isEmpty() ? "" : "<table>\n" + String.join("", rows) + "</table>\n";
  }

  private static String row(Parameter parameter) {
    var where = parameter.in().name().toLowerCase(Locale.ROOT);
    return row(
        Page.code(parameter.name()),
        where + (parameter.isRepeated() ? ", repeated" : ""),
        Page.escaped(parameter.description()));
  }

  private static String row(Operation.Body body) {
    return row("body", Page.code(body.mediaType()), Page.escaped(body.schema()));
  }

  private static String answers(Operation operation) {
    return operation.answers().stream()
        .map(
            answer ->
                row(
                    String.valueOf(answer.status()),
                    answer.mediaType().isEmpty() ? "" : Page.code(answer.mediaType()),
                    Page.escaped(answer.description())))
        .collect(Collectors.joining("", "<table>\n", "</table>\n"));
  }

  private static String row(String first, String second, String third) {
    return "<tr><td>%s</td><td>%s</td><td>%s</td></tr>\n".formatted(first, second, third);
  }

  private static String problems() {
    return Stream.of(ProblemType.values())
        .map(
            type ->
                row(
                    String.valueOf(type.statusNumber()),
                    "<a href=\"/problems/%s\">%1$s</a>".formatted(type.slug()),
                    Page.escaped(type.title())))
        .collect(Collectors.joining("", "<table>\n", "</table>\n"));
  }
}
