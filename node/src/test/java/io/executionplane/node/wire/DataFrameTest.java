package io.executionplane.node.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.contracts.execution.StreamName;
import java.util.HexFormat;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFrameTest {

  private static ByteString bytes(String hex) {
    return ByteString.fromArray(HexFormat.of().parseHex(hex));
  }

  @Test
  void isNameOffsetAndBytes() {
    var frame = new DataFrame(StreamName.PTY, 258, ByteString.fromString("hi"));

    assertThat(frame.encode()).isEqualTo(bytes("03" + "707479" + "0000000000000102" + "6869"));
    assertThat(DataFrame.decode(frame.encode())).isEqualTo(frame);
  }

  @Test
  void canGoWhereverTheNextOneGoes() {
    assertThat(DataFrame.decode(bytes("03707479ffffffffffffffff")).offset())
        .isEqualTo(DataFrame.NEXT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "ff",
        "03707479",
        "0370747900000000000001",
        "035054590000000000000000",
        "03707479fffffffffffffffe",
        "21616161616161616161616161616161616161616161616161616161616161616161" + "0000000000000000"
      })
  void refusesWhatIsNone(String hex) {
    assertThatThrownBy(() -> DataFrame.decode(bytes(hex)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a data message must")
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("\n"));
  }
}
