/**
 * The implementation behind the API, in request order: {@code connection} reads the request and writes the reply,
 * {@code contract} checks the request, {@code dispatch} chooses the response, {@code journal} records it, {@code reply}
 * is what is sent. {@code admin}, with {@code page} and {@code event}, {@code token} and {@code discovery} serve other
 * endpoints; {@code tls} has the certificates; {@code arm} and {@code setting} hold the types all of them use;
 * {@code command} is the command line. Not API.
 */
@NullMarked
package io.github.apimreconnect.mockarm.internal;

import org.jspecify.annotations.NullMarked;
