package io.executionplane.contracts.posture;

/** What is never kept, at any capture level. */
public enum NeverCaptured {
  CREDENTIALS,
  AUTH_HEADERS,
  TOKEN_FILES,
  /** Files in which a tool keeps its own login. */
  NATIVE_AUTH_FILES,
  PROMPT_BODIES,
  PROVIDER_PAYLOAD_BODIES,
  PRIVATE_KEYS,
  COOKIES,
  REFRESH_TOKENS,
  ACCESS_TOKENS,
  /** Addresses of databases with a password in them. */
  CREDENTIALED_DATABASE_URLS,
  /** Addresses of objects that open to whoever holds them. */
  SIGNED_OBJECT_URLS
}
