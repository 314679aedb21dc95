package io.executionplane.contracts.boundary;

/** What a scan looks for. */
public enum ScanCheck {
  RAW_PROMPT,
  PROVIDER_BODY,
  SECRET,
  WORKFLOW_HISTORY,
  UNBOUNDED_SEMANTIC_BODY
}
