/** The engine of Azure Load Testing. Only in {@code -Pload,load-azure}, which downloads it. */
@NullMarked
package io.github.apimreconnect.it.jmeter.azure;

import org.jspecify.annotations.NullMarked;
