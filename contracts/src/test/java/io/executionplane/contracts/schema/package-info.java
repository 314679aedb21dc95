/** The published schemas: written from the records and their documentation, compared here. */
@NullMarked
package io.executionplane.contracts.schema;

import org.jspecify.annotations.NullMarked;
