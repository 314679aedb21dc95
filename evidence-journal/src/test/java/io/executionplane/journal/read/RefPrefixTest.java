package io.executionplane.journal.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.chain.EvidenceSerializer;
import io.executionplane.journal.sample.StoredHistories;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefPrefixTest extends StoredHistories {

  @Test
  void resolvesAUniqueBeginning() throws SQLException {
    var history = write(3).get(0);
    var digits = history.ref().text().substring(3);

    var found = new Resolution.Found(history.ref());

    assertThat(reader.resolve(history.ref().text())).isEqualTo(found);
    assertThat(reader.resolve("ex_" + digits.substring(0, 6))).isEqualTo(found);
    assertThat(reader.resolve(digits.substring(0, 6))).isEqualTo(found);
  }

  @Test
  void doesNotChooseBetweenTwo() throws SQLException {
    var one = new ExecutionRef("ex_abcdef" + "a".repeat(20));
    var two = new ExecutionRef("ex_abcdef" + "7".repeat(20));
    var other = new ExecutionRef("ex_abcdeg" + "a".repeat(20));
    for (var ref : List.of(one, two, other)) {
      writeBytes(ref, 1, EvidenceSerializer.IDENTIFIER, NO_EVENT);
    }

    assertThat(reader.resolve("abcdef")).isEqualTo(new Resolution.Ambiguous(List.of(two, one)));
    assertThat(reader.resolve("ex_abcdefa")).isEqualTo(new Resolution.Found(one));
  }

  @Test
  void resolvesNothingThatIsNotThereOrNoRef() throws SQLException {
    write(1);

    assertThat(reader.resolve("ex_222222")).isEqualTo(new Resolution.Unknown());
    for (var text : List.of("", "ex_", "ex_abcde", "abcde", "ex_ABCDEF", "ex_%%%%%%", "abcde1")) {
      assertThat(reader.resolve(text)).as(text).isEqualTo(new Resolution.NotARef());
    }
  }
}
