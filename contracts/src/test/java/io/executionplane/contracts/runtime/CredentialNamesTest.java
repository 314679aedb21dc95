package io.executionplane.contracts.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "access_token",
        "api_key",
        "client_secret",
        "credential_material",
        "material",
        "private_key",
        "raw_credential",
        "refresh_token",
        "secret",
        "token",
        "webhook_secret",
        "authorization",
        "cookie",
        "password",
        "Authorization",
        "ACCESS-TOKEN",
        "clientSecret"
      })
  void knowsTheNamesHoweverTheyAreSpelled(String name) {
    assertThat(CredentialNames.isCredential(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "stdout", "tokens_used", "materialized_refs", "cookies", "secretary"})
  void letsOtherNamesPass(String name) {
    assertThat(CredentialNames.isCredential(name)).isFalse();
  }

  @Test
  void pointsAtEachOffenderAtAnyDepth() {
    var object =
        object(
            """
            {"a/b": [{"ok": 1}, {"Token": {"password": 1}}], "c~": {"api-key": null}}
            """);

    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> CredentialNames.refuseIn(object, "/payload"))
        .satisfies(
            refused ->
                assertThat(refused.violations().stream().map(Violation::pointer))
                    .containsExactlyInAnyOrder(
                        "/payload/a~1b/1/Token",
                        "/payload/a~1b/1/Token/password",
                        "/payload/c~0/api-key"));
  }

  @Test
  void letsValuesPassWhateverTheySay() {
    var object = object("{\"note\": \"secret\", \"list\": [\"token\", \"password\"]}");

    assertThatCode(() -> CredentialNames.refuseIn(object, "")).doesNotThrowAnyException();
  }

  @Test
  void doesNotReportMoreThanAHundred() {
    var list = JsonNodeFactory.instance.arrayNode();
    for (var i = 0; i < 150; i++) {
      list.addObject().put("secret", i);
    }
    var object = JsonObject.of(JsonNodeFactory.instance.objectNode().set("list", list));

    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> CredentialNames.refuseIn(object, ""))
        .satisfies(refused -> assertThat(refused.violations()).hasSize(100));
  }

  @Test
  void findsACredentialWithinAnAddressButNotWithinAWord() {
    assertThat(CredentialNames.isMentionedIn("artifact://a?Access-Token=b")).isTrue();
    assertThat(CredentialNames.isMentionedIn("materialized-credential://m1")).isFalse();
    assertThat(CredentialNames.isMentionedIn("stream://token-count")).isFalse();
  }

  private static JsonObject object(String json) {
    return JsonObject.of((ObjectNode) Json.parse(json));
  }
}
