@NullMarked
package io.github.apimreconnect.it.live;

import org.jspecify.annotations.NullMarked;
