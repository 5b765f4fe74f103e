/** The mock's records: requests, accepted reconnects and counts, without secrets. */
@NullMarked
package io.github.apimreconnect.mockarm.internal.journal;

import org.jspecify.annotations.NullMarked;
