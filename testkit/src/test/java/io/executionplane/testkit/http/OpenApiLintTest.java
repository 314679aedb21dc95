package io.executionplane.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What linters that nobody here wrote say of the published OpenAPI document. */
@Timeout(400)
class OpenApiLintTest {

  private static final String DOCUMENT =
      OpenApiTest.PUBLISHED.toAbsolutePath().normalize().toString();

  private static NpmPackages linters;

  @BeforeAll
  static void install() {
    linters =
        NpmPackages.installed(
            "openapi-lint", "@redocly/cli@2.77.0", "@stoplight/spectral-cli@6.16.3");
  }

  @Test
  void redoclyFindsNoError() {
    var ended = linters.run("redocly", "lint", "--extends=recommended", DOCUMENT);

    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(ended.output()).contains("Your API description is valid");
  }

  @Test
  void spectralFindsNoError() throws IOException {
    var rules = linters.directory().resolve("rules.yaml");
    Files.writeString(rules, "extends: [\"spectral:oas\"]\n");

    var ended =
        linters.run("spectral", "lint", "--fail-severity=error", "-r", rules.toString(), DOCUMENT);

    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(ended.output()).contains("(0 errors");
  }
}
