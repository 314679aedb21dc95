package io.executionplane.node.http.page;

import io.executionplane.node.http.api.Answers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Frames pages. Their policy allows the one style sheet that stands in them, and nothing else. */
final class Page {

  private static final String STYLE =
      """
      :root { color-scheme: light dark; }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; }
      code, pre { font: 0.9em/1.4 ui-monospace, monospace; }
      pre { overflow-x: auto; padding: 0.75rem; border: 1px solid #8886; border-radius: 4px; }
      h2 { margin-top: 2.5rem; }
      h3 { margin: 2rem 0 0.25rem; font-size: 1rem; }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.75rem 0.25rem 0; border-top: 1px solid #8884; }
      .method { display: inline-block; min-width: 3.5rem; font-weight: 600; }
      """;

  private static final String POLICY =
      "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private Page() {}

  /**
   * A page.
   *
   * @param body as HTML
   */
  static HttpResponse of(String title, String body) {
    var html =
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            + "<meta name=\"viewport\" content=\"width=device-width\">\n<title>"
            + escaped(title)
            + "</title>\n<style>"
            + STYLE
            + "</style>\n</head>\n<body>\n"
            + body
            + "</body>\n</html>\n";
    return Answers.text(200, ContentTypes.TEXT_HTML_UTF8, html)
        .addHeader(RawHeader.create("Content-Security-Policy", POLICY.formatted(digest())))
        .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"))
        .addHeader(RawHeader.create("Referrer-Policy", "no-referrer"));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  static String code(String text) {
    return "<code>" + escaped(text) + "</code>";
  }

  static String heading(int level, String id, String html) {
    return String.format(Locale.ROOT, "<h%1$d id=\"%2$s\">%3$s</h%1$d>%n", level, id, html);
  }

  static String paragraph(String html) {
    return "<p>" + html + "</p>\n";
  }

  private static String digest() {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(sha256.digest(STYLE.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException("every Java has SHA-256", never);
    }
  }
}
