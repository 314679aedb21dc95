package io.executionplane.node.http.attach;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.json.CanonicalJson;
import io.executionplane.contracts.lane.process.ProcessResult;
import java.util.Locale;
import org.apache.pekko.util.ByteString;

/** How a command ended, as clients of Kubernetes' exec read it: a {@code Status} of its API. */
final class ChannelStatus {

  private static final int SERVER_ERROR = 500;

  private ChannelStatus() {}

  /** Of an execution that is over. */
  static ByteString of(ExecutionResult result) {
    if (result.status() == ExecutionStatus.SUCCEEDED) {
      return text(status("Success"));
    }
    return result
        .output()
        .filter(output -> result.status() == ExecutionStatus.FAILED)
        .flatMap(ProcessResult::read)
        .map(ended -> nonZero(ended.exit().shellStatus()))
        .orElseGet(
            () -> failure("the execution is " + result.status().name().toLowerCase(Locale.ROOT)));
  }

  /** Of what ended before the command did. */
  static ByteString failure(String message) {
    return text(
        status("Failure")
            .put("message", message)
            .put("reason", "InternalError")
            .put("code", SERVER_ERROR));
  }

  private static ByteString nonZero(int code) {
    var status =
        status("Failure")
            .put("message", "command terminated with non-zero exit code: " + code)
            .put("reason", "NonZeroExitCode");
    status
        .putObject("details")
        .putArray("causes")
        .addObject()
        .put("reason", "ExitCode")
        .put("message", Integer.toString(code));
    return text(status);
  }

  private static ObjectNode status(String how) {
    var status =
        JsonNodeFactory.instance.objectNode().put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    return status.put("status", how);
  }

  private static ByteString text(ObjectNode status) {
    return ByteString.fromString(CanonicalJson.text(status));
  }
}
