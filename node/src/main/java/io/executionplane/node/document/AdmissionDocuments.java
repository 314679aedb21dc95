package io.executionplane.node.document;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.node.admission.Preview;
import io.executionplane.node.admission.Verdict;
import java.util.Locale;

/** Verdicts. */
public final class AdmissionDocuments {

  private AdmissionDocuments() {}

  /** What would become of a request. */
  public static ObjectNode of(Preview preview) {
    var node = JsonNodeFactory.instance.objectNode();
    if (preview.verdict() instanceof Verdict.Admitted admitted) {
      node.put("admitted", true)
          .put("target_id", admitted.target().targetId())
          .put("attestation_class", admitted.attestationClass());
    } else {
      add(node.put("admitted", false), ((Verdict.Refused) preview.verdict()).rejection());
    }
    var candidates = node.putArray("candidates");
    preview
        .candidates()
        .forEach(
            each ->
                candidates
                    .addObject()
                    .put("target_id", each.targetId())
                    .put("objection", each.objection()));
    return node;
  }

  private static void add(ObjectNode node, Rejection rejection) {
    node.put("reason", rejection.reason().name().toLowerCase(Locale.ROOT));
    rejection.code().ifPresent(code -> node.put("code", code));
    node.put("message", rejection.message());
    rejection.pointer().ifPresent(pointer -> node.put("pointer", pointer));
  }
}
