package io.executionplane.contracts.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.PublishedContract;
import io.executionplane.contracts.Vocabulary;
import io.executionplane.contracts.json.ContractVersion;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VocabularyAcceptanceTest {

  @Test
  @DisplayName("1: every contract exposes its first version")
  void everyContractExposesItsFirstVersion() {
    assertThat(Vocabulary.all())
        .hasSizeGreaterThan(90)
        .allSatisfy(contract -> assertThat(contract.name()).endsWith(".v1"));
    assertThat(Vocabulary.all().stream().filter(VocabularyAcceptanceTest::isHandedOn))
        .hasSizeGreaterThan(35)
        .allSatisfy(contract -> assertThat(version(contract)).endsWith(".v1"));
  }

  /** What crosses from one plane to another says its name; the rest is told by what holds it. */
  private static boolean isHandedOn(PublishedContract<?> contract) {
    return switch (contract.group()) {
      case "packet", "activity", "runtime" -> true;
      default -> false;
    };
  }

  private static String version(PublishedContract<?> contract) {
    var version = contract.type().getAnnotation(ContractVersion.class);
    assertThat(version).as(contract.fullName()).isNotNull();
    return version.value();
  }
}
