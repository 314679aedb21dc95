package io.executionplane.node.http.resource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.node.document.ExecutionDocuments;
import io.executionplane.node.execution.SubmitReply.Receipt;
import io.executionplane.node.http.api.Answers;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** What is answered to whoever has submitted. */
final class Receipts {

  private Receipts() {}

  /** It was admitted, and goes on. */
  static HttpResponse accepted(Receipt receipt) {
    return located(Answers.json(202, document(receipt)), receipt);
  }

  private static ObjectNode document(Receipt receipt) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("execution_ref", receipt.ref().text())
        .put("status", ExecutionDocuments.name(receipt.status()));
  }

  /** Says where it is, and whether it was submitted before. */
  static HttpResponse located(HttpResponse response, Receipt receipt) {
    return marked(response, receipt)
        .addHeader(RawHeader.create("Location", "/v1/executions/" + receipt.ref().text()));
  }

  /** Says whether it was submitted before. */
  static HttpResponse marked(HttpResponse response, Receipt receipt) {
    return receipt.replayed()
        ? response.addHeader(RawHeader.create("Idempotency-Replayed", "true"))
        : response;
  }
}
