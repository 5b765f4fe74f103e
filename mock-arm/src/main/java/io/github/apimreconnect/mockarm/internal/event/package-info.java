/** What happens in the mock, in order, for the readers of the event stream. */
@NullMarked
package io.github.apimreconnect.mockarm.internal.event;

import org.jspecify.annotations.NullMarked;
