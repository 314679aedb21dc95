package io.executionplane.lanes.spi;

import io.executionplane.contracts.json.JsonObject;

/** A fact as the record holds it: by name, not by type. */
public record ReportedFact(String name, JsonObject data) {}
