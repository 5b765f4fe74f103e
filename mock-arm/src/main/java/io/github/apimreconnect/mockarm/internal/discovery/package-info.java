/** The documents in which clients look up endpoints, tenants, subscriptions and the resource provider. */
@NullMarked
package io.github.apimreconnect.mockarm.internal.discovery;

import org.jspecify.annotations.NullMarked;
