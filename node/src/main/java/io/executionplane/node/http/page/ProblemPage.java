package io.executionplane.node.http.page;

import io.executionplane.node.http.api.ProblemType;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What a type of problem means, and what to do (RFC 9457, section 3.1.1). */
public final class ProblemPage {

  private ProblemPage() {}

  public static HttpResponse of(ProblemType type) {
    return Page.of(
        type.title(),
        "<h1>"
            + Page.escaped(type.title())
            + "</h1>\n"
            + Page.paragraph(Page.escaped(type.advice()))
            + Page.paragraph(
                "Status %d, code %s. %s"
                    .formatted(
                        type.statusNumber(),
                        Page.code(type.code()),
                        type.isRetryable()
                            ? "The same call may succeed later."
                            : "The same call will not succeed later."))
            + Page.paragraph("<a href=\"/docs#problems\">All problems</a>"));
  }
}
