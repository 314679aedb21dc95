/** The operations of the HTTP endpoint, one class for each kind of thing that is asked about. */
@NullMarked
package io.executionplane.node.http.resource;

import org.jspecify.annotations.NullMarked;
