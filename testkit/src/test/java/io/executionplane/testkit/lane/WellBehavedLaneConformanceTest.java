package io.executionplane.testkit.lane;

/** The suite asks for nothing that a lane cannot give. */
class WellBehavedLaneConformanceTest extends SampleConformance {}
