package io.executionplane.contracts.lane.http;

/** What the HTTP lane ends with. */
public sealed interface HttpOutput permits HttpLaneResponse {}
