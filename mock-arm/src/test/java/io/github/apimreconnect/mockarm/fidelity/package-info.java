/**
 * ARM's known answers, as one table of requests and answers, and the mock compared with it.
 *
 * <p>Each status, code and message is written out here once, from what is known of ARM and not from the mock's files;
 * other tests take them from here.
 */
@NullMarked
package io.github.apimreconnect.mockarm.fidelity;

import org.jspecify.annotations.NullMarked;
