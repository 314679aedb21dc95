package io.executionplane.node.document;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.export.ExportReport;
import io.executionplane.journal.verify.Finding;
import io.executionplane.journal.verify.VerificationReport;
import java.util.List;
import java.util.Locale;

/** What a verification has found. */
public final class VerificationDocuments {

  private VerificationDocuments() {}

  /** Of the record of an execution. */
  public static ObjectNode of(VerificationReport report) {
    var node =
        JsonNodeFactory.instance
            .objectNode()
            .put("execution_ref", report.ref().text())
            .put("verdict", name(report.verdict()))
            .put("events", report.head().map(head -> head.seq()).orElse(0L));
    add(node, "failed", report.failed());
    add(node, "not_checked", report.notChecked());
    add(node, "checked", report.checked());
    return node;
  }

  /** Of an export. */
  public static ObjectNode of(ExportReport report) {
    var node =
        JsonNodeFactory.instance
            .objectNode()
            .put("execution_ref", report.ref().map(ExecutionRef::text).orElse(null))
            .put("verdict", name(report.verdict()));
    add(node, "failed", report.failed());
    add(node, "not_checked", report.notChecked());
    add(node, "checked", report.checked());
    return node;
  }

  public static String name(VerificationReport.Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  private static void add(ObjectNode node, String list, List<Finding> findings) {
    var array = node.putArray(list);
    findings.forEach(
        each -> array.addObject().put("place", each.place()).put("finding", each.sentence()));
  }
}
