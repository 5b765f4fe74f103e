/** Client and mock under load: speed, endurance, faults, and resources left behind. */
@NullMarked
package io.github.apimreconnect.it.load;

import org.jspecify.annotations.NullMarked;
