package io.executionplane.contracts.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractVersionTest {

  @ContractVersion("parcel.v1")
  record Parcel(String to, Optional<Label> label) {}

  @ContractVersion("1")
  record Label(String text) {}

  @ContractVersion("tour.v2")
  record Tour(String name, @Since(1) Optional<String> guide, @Since(3) List<String> stops) {}

  @ContractVersion("1")
  record Box(String name, @Since(2) Optional<String> color) {}

  private static final Contract<Parcel> PARCEL = Contract.of(Parcel.class);
  private static final Contract<Label> LABEL = Contract.of(Label.class);
  private static final Contract<Tour> TOUR = Contract.of(Tour.class);
  private static final Contract<Box> BOX = Contract.of(Box.class);

  @Test
  void writesANamedVersionWithEveryValueAndANumberOnlyAtTheRoot() {
    var label = new Label("fragile");

    assertThat(text(PARCEL, new Parcel("me", Optional.of(label))))
        .isEqualTo(
            "{'contract_version':'parcel.v1','label':{'text':'fragile'},'to':'me'}"
                .replace('\'', '"'));
    assertThat(text(LABEL, label))
        .isEqualTo("{'contract_version':1,'text':'fragile'}".replace('\'', '"'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'text':'a'}",
        "{'contract_version':1,'text':'a'}",
        "{'contract_version':'1','text':'a'}"
      })
  void readsTheVersionAsANumberAsItsTextAndWhenItIsNotSaid(String document) {
    var read = LABEL.decode(Json.parse(document.replace('\'', '"')));

    assertThat(read).isEqualTo(new Label("a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "0", "'01'", "'v1'", "1.5", "null", "[]", "true", "''"})
  void refusesAnotherNumber(String version) {
    var document = ("{'contract_version':" + version + ",'text':'a'}").replace('\'', '"');

    assertThat(LABEL.violations(Json.parse(document)))
        .containsExactly(new Violation("/contract_version", "must be 1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"'parcel.v2'", "'parcel.v1.1'", "'parcel'", "1", "'Parcel.v1'", "'parcel.v1 '"})
  void refusesAnotherMajorVersion(String version) {
    var document = ("{'contract_version':" + version + ",'to':'me'}").replace('\'', '"');

    assertThat(PARCEL.violations(Json.parse(document)))
        .containsExactly(new Violation("/contract_version", "must be parcel.v1"));
  }

  @Test
  void refusesAnotherVersionOfAValueWithin() {
    var document = "{\"to\":\"me\",\"label\":{\"contract_version\":2,\"text\":\"a\"}}";

    assertThat(PARCEL.violations(Json.parse(document)))
        .containsExactly(new Violation("/label/contract_version", "must be 1"));
  }

  // --- Growth

  @ParameterizedTest
  @CsvSource({"tour.v2,,", "tour.v2.1,ann,", "tour.v2.3,,rome", "tour.v2.3,ann,rome"})
  void writesTheLowestVersionThatHasAllThatTheValueHolds(
      String version, String guide, String stop) {
    var stops = stop == null ? List.<String>of() : List.of(stop);
    var tour = new Tour("t", Optional.ofNullable(guide), stops);

    var written = TOUR.encode(tour);

    assertThat(written.get("contract_version").textValue()).isEqualTo(version);
    assertThat(TOUR.decode(written)).isEqualTo(tour);
  }

  @Test
  void refusesAPropertyThatTheDocumentsVersionDoesNotHave() {
    var document = "{'contract_version':'tour.v2.1','name':'t','guide':'g','stops':['s']}";

    assertThat(TOUR.violations(Json.parse(document.replace('\'', '"'))))
        .containsExactly(new Violation("/stops", "is not part of version tour.v2.1"));
  }

  @Test
  void refusesAVersionNewerThanItKnows() {
    var document = "{'contract_version':'tour.v2.4','name':'t'}";

    assertThat(TOUR.violations(Json.parse(document.replace('\'', '"'))))
        .containsExactly(new Violation("/contract_version", "must be tour.v2 to tour.v2.3"));
  }

  @Test
  void growsANumberToo() {
    var plain = new Box("b", Optional.empty());
    var colored = new Box("b", Optional.of("red"));

    assertThat(text(BOX, plain)).contains("\"contract_version\":1,");
    assertThat(text(BOX, colored)).contains("\"contract_version\":2,");
    assertThat(BOX.decode(BOX.canonical(colored))).isEqualTo(colored);
    assertThat(BOX.violations(Json.parse("{\"name\":\"b\",\"color\":\"red\"}")))
        .containsExactly(new Violation("/color", "is not part of version 1"));
  }

  @ContractVersion("tour.v2")
  record NeedsWhatOldDocumentsLack(@Since(1) String guide) {}

  record GrowsWithoutVersion(@Since(1) Optional<String> guide) {}

  @ContractVersion("tour")
  record NamesNoVersion(String name) {}

  @ParameterizedTest
  @ValueSource(
      classes = {NeedsWhatOldDocumentsLack.class, GrowsWithoutVersion.class, NamesNoVersion.class})
  void refusesAContractThatCouldNotGrow(Class<?> type) {
    assertThatIllegalArgumentException().isThrownBy(() -> Contract.of(type));
  }

  // --- What a value claims

  record Claim(@ClaimedVersion int contractVersion) {}

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {"{},1", "{'contract_version':'1'},1", "{'contract_version':7},7"})
  void carriesTheVersionThatAValueClaims(String document, int version) {
    var read = Contract.of(Claim.class).decode(Json.parse(document.replace('\'', '"')));

    assertThat(read.contractVersion()).isEqualTo(version);
  }

  @Test
  void refusesAClaimedVersionThatIsNoNumber() {
    var violations =
        Contract.of(Claim.class).violations(Json.parse("{\"contract_version\":\"2\"}"));

    assertThat(violations)
        .containsExactly(new Violation("/contract_version", "must be a whole number"));
  }

  private static <T> String text(Contract<T> contract, T value) {
    return new String(contract.canonical(value), UTF_8);
  }
}
