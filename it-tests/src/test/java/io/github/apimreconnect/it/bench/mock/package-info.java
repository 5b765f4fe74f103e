/**
 * The mock compared with its peers. Read {@code Bench} first: one line per part. A part starts
 * {@link io.github.apimreconnect.it.bench.mock.Server}s of {@link io.github.apimreconnect.it.bench.mock.Contender}s,
 * has the {@link io.github.apimreconnect.it.bench.mock.Generator} load them, and writes to the
 * {@link io.github.apimreconnect.it.bench.mock.Report}.
 */
@NullMarked
package io.github.apimreconnect.it.bench.mock;

import org.jspecify.annotations.NullMarked;
