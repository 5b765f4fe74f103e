package io.github.apimreconnect.mockarm;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who is asking, or why that is not known. */
final class TokenCheck {
    /** ARM's audiences in the public cloud, China and US Government, with and without the slash. */
    private static final List<String> AUDIENCES = List.of(
            "https://management.core.windows.net/",
            "https://management.core.windows.net",
            "https://management.azure.com/",
            "https://management.azure.com",
            "https://management.chinacloudapi.cn/",
            "https://management.chinacloudapi.cn",
            "https://management.usgovcloudapi.net/",
            "https://management.usgovcloudapi.net");

    private static final DateTimeFormatter EXPIRY =
            DateTimeFormatter.ofPattern("M/d/yyyy h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);
    private static final String SCHEME = "Bearer ";

    private final Auth auth;
    private final Tokens tokens;

    TokenCheck(Auth auth, Tokens tokens) {
        this.auth = auth;
        this.tokens = tokens;
    }

    /** The verdict on a request's token. */
    sealed interface Verdict {}

    /** Good; the principal is whom the write bucket belongs to. */
    record Known(String principal) implements Verdict {}

    /** Not good: ARM's code and message, and the challenge's description. */
    record Unknown(String code, String message, String reason) implements Verdict {}

    Verdict check(ArmRequest request) {
        Optional<String> header = request.header(HttpHeaderNames.AUTHORIZATION);
        if (auth == Auth.NONE) {
            return new Known(header.map(TokenCheck::anyPrincipal).orElse("anonymous"));
        }
        if (header.isEmpty()) {
            return new Unknown(
                    "AuthenticationFailed",
                    "Authentication failed. The 'Authorization' header is missing.",
                    "The authentication failed because of missing 'Authorization' header.");
        }
        String value = header.get();
        String token = value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? value.substring(SCHEME.length()).strip()
                : "";
        if (token.isEmpty()) {
            return invalid("The 'Authorization' header holds no bearer token.");
        }
        return auth == Auth.ANY ? new Known(anyPrincipal(token)) : issued(token, request);
    }

    private Verdict issued(String token, ArmRequest request) {
        try {
            JWTClaimsSet claims = tokens.verify(token);
            String issuer = Tokens.issuer(request.origin(), String.valueOf(claims.getClaim("tid")));
            if (!issuer.equals(claims.getIssuer())) {
                return invalid("The token is by another issuer.");
            }
            String audience = String.join(" ", claims.getAudience());
            if (!AUDIENCES.contains(audience)) {
                return new Unknown(
                        "InvalidAuthenticationTokenAudience",
                        "The access token has been obtained for wrong audience or resource '" + audience
                                + "'. It should exactly match with one of the allowed audiences '"
                                + String.join("','", AUDIENCES) + "'.",
                        "The token is for another audience.");
            }
            Instant expires = claims.getExpirationTime().toInstant();
            if (!request.arrived().isBefore(expires)) {
                return new Unknown(
                        "ExpiredAuthenticationToken",
                        "The access token expiry UTC time '" + EXPIRY.format(expires)
                                + "' is earlier than current UTC time '" + EXPIRY.format(request.arrived()) + "'.",
                        "The token has expired.");
            }
            return new Known(String.valueOf(claims.getClaim("oid")));
        } catch (ParseException | JOSEException e) {
            return invalid("The token was not issued by this mock.");
        }
    }

    private static Unknown invalid(String reason) {
        return new Unknown("InvalidAuthenticationToken", "The access token is invalid.", reason);
    }

    /** A stand-in for the principal of a token that nobody reads. */
    private static String anyPrincipal(String token) {
        return Integer.toHexString(token.hashCode());
    }
}
