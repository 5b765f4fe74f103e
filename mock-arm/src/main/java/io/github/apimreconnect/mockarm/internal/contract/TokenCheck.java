package io.github.apimreconnect.mockarm.internal.contract;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.arm.CheckNames;
import io.github.apimreconnect.mockarm.internal.reply.RefusedException;
import io.github.apimreconnect.mockarm.internal.token.Tokens;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Checks a request's token and identifies the principal. */
public final class TokenCheck {
    /** ARM's audiences in the public cloud, as listed in its error message. */
    public static final List<String> AUDIENCES = List.of(
            "https://management.core.windows.net/",
            "https://management.core.windows.net",
            "https://management.azure.com/",
            "https://management.azure.com");

    /** The audiences in the China and US Government clouds, which are also accepted. */
    private static final List<String> SOVEREIGN = List.of(
            "https://management.chinacloudapi.cn/",
            "https://management.chinacloudapi.cn",
            "https://management.usgovcloudapi.net/",
            "https://management.usgovcloudapi.net");

    public static final DateTimeFormatter EXPIRY =
            DateTimeFormatter.ofPattern("M/d/yyyy h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);
    /** The claims challenge for a revoked token: {@code {"access_token":{"nbf":{"essential":true,"value":"0"}}}}. */
    public static final String CLAIMS = Base64.getEncoder()
            .encodeToString("{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"0\"}}}"
                    .getBytes(StandardCharsets.US_ASCII));

    private static final String SCHEME = "Bearer ";

    private final Auth auth;
    private final Tokens tokens;

    TokenCheck(Auth auth, Tokens tokens) {
        this.auth = auth;
        this.tokens = tokens;
    }

    /** Returns the principal, or throws the refusal. */
    String check(ArmRequest request) throws RefusedException {
        String header = request.headers().get(HttpHeaderNames.AUTHORIZATION);
        return switch (auth) {
            case NONE -> header == null ? "anonymous" : principal(header);
            case ANY -> principal(bearer(header));
            case ISSUED -> issued(bearer(header).substring(SCHEME.length()).strip());
        };
    }

    private String principal(String header) {
        return tokens.principal(header, Math.min(SCHEME.length(), header.length()));
    }

    /** Returns the header, or throws if it has no bearer token. */
    private static String bearer(@Nullable String header) throws RefusedException {
        if (header == null) {
            throw refused("authentication-missing", "The 'Authorization' header is missing.");
        }
        // Netty has trimmed the header, so a token follows the scheme and the space.
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw invalid("The 'Authorization' header does not contain a bearer token.");
        }
        return header;
    }

    private String issued(String token) throws RefusedException {
        JWTClaimsSet claims;
        try {
            claims = tokens.verify(token);
        } catch (ParseException | JOSEException e) {
            throw invalid("The token was not issued by this mock.");
        }
        if (!tokens.isOwn(claims)) {
            throw invalid("The token is from another issuer.");
        }
        String audience = String.join(" ", claims.getAudience());
        if (!AUDIENCES.contains(audience) && !SOVEREIGN.contains(audience)) {
            throw refused("token-wrong-audience", "The token is for another audience.")
                    .where("audience", audience);
        }
        // Real time, not the mock's: clients cache tokens in real time.
        Instant expires = claims.getExpirationTime().toInstant();
        Instant now = Instant.now();
        if (!now.isBefore(expires)) {
            throw refused("token-expired", "The token has expired.")
                    .where("expiry", EXPIRY.format(expires))
                    .where("now", EXPIRY.format(now));
        }
        if (tokens.isRevoked(claims)) {
            throw refused(
                    "claims-challenge", "The token was revoked; request another with the claims in the challenge.");
        }
        return String.valueOf(claims.getClaim("oid"));
    }

    private static RefusedException invalid(String reason) {
        return refused("token-invalid", reason);
    }

    private static RefusedException refused(String answer, String reason) {
        return new RefusedException(CheckNames.TOKEN, answer, reason + " Relaxed by --auth any or --auth none.")
                .where("reason", reason);
    }
}
