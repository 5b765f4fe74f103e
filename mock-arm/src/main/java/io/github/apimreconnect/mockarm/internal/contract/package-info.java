/** The checks: the OpenAPI document, tokens, names, the body, the write buckets and existing resources. */
@NullMarked
package io.github.apimreconnect.mockarm.internal.contract;

import org.jspecify.annotations.NullMarked;
