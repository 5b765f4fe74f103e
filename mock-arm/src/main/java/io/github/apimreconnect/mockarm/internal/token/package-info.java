/** The token endpoint and its keys. */
@NullMarked
package io.github.apimreconnect.mockarm.internal.token;

import org.jspecify.annotations.NullMarked;
