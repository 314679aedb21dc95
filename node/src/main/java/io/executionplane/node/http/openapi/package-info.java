/** Describes what can be asked over HTTP: for programs (OpenAPI 3.1) and for people. */
@NullMarked
package io.executionplane.node.http.openapi;

import org.jspecify.annotations.NullMarked;
