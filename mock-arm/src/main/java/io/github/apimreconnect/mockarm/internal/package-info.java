/**
 * The implementation behind the API, in request order: {@code connection} reads the request and writes the reply,
 * {@code contract} checks the request, {@code dispatch} chooses the response, {@code journal} records it, {@code reply}
 * is what is sent. {@code admin} and {@code token} serve separate endpoints; {@code arm} and {@code setting} hold the
 * types all of them use. Not API.
 */
@NullMarked
package io.github.apimreconnect.mockarm.internal;

import org.jspecify.annotations.NullMarked;
