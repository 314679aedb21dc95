package io.executionplane.lanes.process.guest.bridge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractViolationException;
import java.io.IOException;

/** What frames carry, read and written. Pure. */
public final class Payload {

  private static final String DATA = "data";
  private static final String OFFSET = "offset";

  private Payload() {}

  /** A payload that says nothing. */
  public static ObjectNode none() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A value as a payload. */
  public static <T> ObjectNode of(Contract<T> contract, T value) {
    return contract.encodeObject(value).toNode();
  }

  /**
   * A payload as a value.
   *
   * @throws BridgeException when it is none; the message names rules and quotes nothing
   */
  public static <T> T read(Contract<T> contract, ObjectNode payload) throws BridgeException {
    try {
      return contract.decode(payload);
    } catch (ContractViolationException broken) {
      throw new BridgeException(
          BridgeError.BRIDGE_PROTOCOL_ERROR, "a payload: " + broken.getMessage());
    }
  }

  /**
   * Some bytes of a stream.
   *
   * @param offset how many came before
   */
  public static ObjectNode data(byte[] bytes, long offset) {
    return none().put(DATA, bytes).put(OFFSET, offset);
  }

  /**
   * The bytes of a payload.
   *
   * @param expected how many came before; a peer that does not say its offset is believed
   * @throws BridgeException when there are none, or not these
   */
  public static byte[] data(ObjectNode payload, long expected) throws BridgeException {
    var said = payload.path(OFFSET);
    if (!said.isMissingNode() && said.asLong(-1) != expected) {
      throw new BridgeException(
          BridgeError.BRIDGE_PROTOCOL_ERROR, "bytes are missing or came twice");
    }
    var data = payload.path(DATA);
    if (data.isTextual()) {
      try {
        return data.binaryValue();
      } catch (IOException notBase64) {
        throw new BridgeException(BridgeError.BRIDGE_PROTOCOL_ERROR, "data must be base64");
      }
    }
    throw new BridgeException(BridgeError.BRIDGE_PROTOCOL_ERROR, "a payload lacks data");
  }
}
