/** The mock's names, and the certificates for them. */
@NullMarked
package io.github.apimreconnect.mockarm.internal.tls;

import org.jspecify.annotations.NullMarked;
