@NullMarked
package io.github.apimreconnect.mockarm;

import org.jspecify.annotations.NullMarked;
