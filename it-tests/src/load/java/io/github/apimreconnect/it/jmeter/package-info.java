/** The load check as a JMeter plan: on this machine, on remote engines, on Azure Load Testing. Only in {@code -Pload}. */
@NullMarked
package io.github.apimreconnect.it.jmeter;

import org.jspecify.annotations.NullMarked;
