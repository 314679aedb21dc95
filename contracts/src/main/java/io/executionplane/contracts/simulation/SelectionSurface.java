package io.executionplane.contracts.simulation;

/** Where an owner chooses adapters. */
public enum SelectionSurface {
  APPLICATION_CONFIG,
  ADAPTER_REGISTRY,
  TRANSPORT_REGISTRY,
  PROVIDER_REGISTRY,
  BACKEND_MANIFEST,
  PROFILE_REGISTRY_INSTALL
}
