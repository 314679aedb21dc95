/**
 * What can be asked over HTTP, as a table: each operation says its method, path, parameters, who
 * may, and what answers. The router, the checks and the OpenAPI document are all read from it.
 */
@NullMarked
package io.executionplane.node.http.api;

import org.jspecify.annotations.NullMarked;
