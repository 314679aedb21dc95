package io.executionplane.contracts.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.CanonicalJson;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.packet.HttpExecutionIntent;
import io.executionplane.contracts.packet.ProcessExecutionIntent;
import io.executionplane.contracts.simulation.Fingerprint;
import java.util.List;

/**
 * What a dispatch was given, as a digest: the same input has the same fingerprint, whoever sends it
 * and however often.
 *
 * <p>It can be computed in any language: take the intent as it is on the wire, keep the properties
 * that are the input, write them in canonical form (RFC 8785), and hash the bytes (SHA-256). The
 * size is that of these bytes.
 */
public final class InputFingerprint {

  private static final List<String> HTTP_INPUT =
      List.of("request_shape", "stream_mode", "headers", "body", "body_bytes");

  private static final List<String> PROCESS_INPUT =
      List.of("command", "argv", "env_projection", "cwd", "stdin", "stdin_bytes");

  private InputFingerprint() {}

  /**
   * The fingerprint of an HTTP exchange: its shape, mode, headers and body.
   *
   * @throws io.executionplane.contracts.json.MalformedJsonException if the intent is larger than a
   *     document may be
   */
  public static Fingerprint of(HttpExecutionIntent intent) {
    return of(HttpExecutionIntent.CONTRACT.encode(intent), HTTP_INPUT);
  }

  /**
   * The fingerprint of a process: its command, arguments, environment, folder and standard input.
   *
   * @throws io.executionplane.contracts.json.MalformedJsonException if the intent is larger than a
   *     document may be
   */
  public static Fingerprint of(ProcessExecutionIntent intent) {
    return of(ProcessExecutionIntent.CONTRACT.encode(intent), PROCESS_INPUT);
  }

  private static Fingerprint of(JsonNode intent, List<String> input) {
    var canonical = CanonicalJson.bytes(((ObjectNode) intent).retain(input));
    return new Fingerprint(Sha256.of(canonical), canonical.length);
  }
}
