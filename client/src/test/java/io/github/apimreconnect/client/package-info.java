@NullMarked
package io.github.apimreconnect.client;

import org.jspecify.annotations.NullMarked;
