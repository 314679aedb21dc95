package io.executionplane.contracts.lane.websocket;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.json.Tag;
import io.executionplane.contracts.json.Tagged;
import java.nio.charset.StandardCharsets;

/** A message, sent as one frame or several. */
@Tagged("kind")
public sealed interface WebSocketMessage {

  /** How many bytes it carries. */
  int bytesSize();

  /** Text, sent as UTF-8. */
  @Tag("text")
  record Text(@Length(max = 1_048_576) String text) implements WebSocketMessage {

    private static final Rules RULES = Rules.of(Text.class);

    public Text {
      RULES.check(text).orThrow();
    }

    @Override
    public int bytesSize() {
      return text.getBytes(StandardCharsets.UTF_8).length;
    }
  }

  /** Bytes. */
  @Tag("binary")
  record Binary(@Size(max = 4_194_304) Bytes bytes) implements WebSocketMessage {

    private static final Rules RULES = Rules.of(Binary.class);

    public Binary {
      RULES.check(bytes).orThrow();
    }

    @Override
    public int bytesSize() {
      return bytes.size();
    }
  }
}
