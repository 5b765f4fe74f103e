@NullMarked
package io.github.apimreconnect.it;

import org.jspecify.annotations.NullMarked;
