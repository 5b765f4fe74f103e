package io.github.apimreconnect.client;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import java.time.Clock;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Azure Core's policy, which checks for HTTPS and handles claims challenges, with tokens from {@link Tokens}. */
final class TokenPolicy extends BearerTokenAuthenticationPolicy {
    private final Tokens tokens;
    private final String scope;

    TokenPolicy(TokenCredential credential, String scope, Clock clock, Supplier<Scheduler> timer) {
        super(credential, scope);
        this.tokens = new Tokens(credential, clock, timer);
        this.scope = scope;
    }

    @Override
    public Mono<Void> authorizeRequest(HttpPipelineCallContext context) {
        return setAuthorizationHeader(
                context, new TokenRequestContext().addScopes(scope).setCaeEnabled(true));
    }

    /** Also called by the superclass, with the claims of a challenge. */
    @Override
    public Mono<Void> setAuthorizationHeader(HttpPipelineCallContext context, TokenRequestContext request) {
        return tokens.get(request)
                .doOnNext(token ->
                        context.getHttpRequest().setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + token.getToken()))
                .then();
    }
}
