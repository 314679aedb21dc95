package io.executionplane.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandleTest {

  record Holder(@Handle List<String> any, @Handle({"target://", "urn:target:"}) List<String> some) {

    private static final Rules RULES = Rules.of(Holder.class);

    Holder {
      RULES.check(any, some).orThrow();
    }
  }

  private static final Contract<Holder> HOLDER = Contract.of(Holder.class);

  @ParameterizedTest
  @ValueSource(strings = {"a://b", "credential-handle://x/y?z#1", "urn:x", "s3+x.y-z://é", "a://:"})
  void acceptsASchemeOrAUrn(String handle) {
    assertThat(new Holder(List.of(handle), List.of()).any()).containsExactly(handle);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "ghp_0123456789abcdef",
        "sk-live-0123",
        "://x",
        "a://",
        "urn:",
        "URN:x",
        "A://b",
        "1a://b",
        "a b://c",
        "a://b c",
        "a://b\n",
        "a://b\u0000",
        "a://b\u00a0",
        " a://b",
        "a:/b",
        "é://b"
      })
  void refusesWhatIsNoHandle(String text) {
    var found = violations("any", text);

    assertThat(found)
        .containsExactly(
            new Violation("/any/0", "must be a handle: a scheme followed by ://, or urn:"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"target://t", "urn:target:t"})
  void acceptsTheBeginningsThatAreNamed(String handle) {
    assertThat(violations("some", handle)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"targets://t", "target://", "urn:x", "Target://t", "x target://t"})
  void refusesAnotherLayersHandle(String handle) {
    assertThat(violations("some", handle))
        .containsExactly(
            new Violation("/some/0", "must be a handle that begins with target:// or urn:target:"));
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 513})
  void hasAtMost512Characters(int length) {
    var handle = "target://" + "x".repeat(length - "target://".length());

    assertThat(violations("some", handle)).hasSize(length - 512);
  }

  private static List<Violation> violations(String property, String handle) {
    var tree = Json.parse("{}");
    ((com.fasterxml.jackson.databind.node.ObjectNode) tree).putArray(property).add(handle);
    return HOLDER.violations(tree);
  }
}
