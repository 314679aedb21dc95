/**
 * A small service with an execution plane inside: it computes checksums by running {@code
 * sha256sum}, every time under a grant for exactly that command, and can prove what it ran.
 *
 * <p>{@link com.example.checksums.Main} starts it, {@link com.example.checksums.Checksums} is all
 * that speaks to the plane, and {@link com.example.checksums.Api} is all that speaks HTTP.
 */
package com.example.checksums;
