package io.github.apimreconnect.mockarm.fidelity;

import static io.github.apimreconnect.mockarm.fidelity.FidelityCase.gateway;

import io.github.apimreconnect.mockarm.Caller;
import java.time.Duration;
import java.util.List;

/** Refusals of tokens, each with a challenge. */
public final class TokenCases {
    private static final String AUTHORITY = "the authority of the challenge is the mock";

    private static final FidelityCase NONE = refused(
                    "no Authorization",
                    "AuthenticationFailed",
                    "Authentication failed. The 'Authorization' header is missing.",
                    "The authentication failed because of missing 'Authorization' header.")
            .source("documented; source: aks-engine; the challenge is quoted")
            .own(AUTHORITY)
            .by("no `Authorization`", caller -> caller.header("Authorization", null));

    public static final FidelityCase INVALID = refused(
                    "bad token",
                    "InvalidAuthenticationToken",
                    "The access token is invalid.",
                    "The token was not issued by this mock.")
            .arm("InvalidAuthenticationToken: The received access token is not valid: ...")
            .source("quoted: Azure/azure-sdk-for-java#1714; wording inferred")
            .own(AUTHORITY + "; the challenge's description")
            .on(FidelityCases::issued)
            .by("`--auth issued` and another's token", caller -> bearer(caller, "any"));

    private static final FidelityCase EXPIRED = refused(
                    "expired token",
                    "ExpiredAuthenticationToken",
                    "The access token expiry UTC time '<time>' is earlier than current UTC time '<time>'.",
                    "The token has expired.")
            .source("quoted")
            .own(AUTHORITY + "; the challenge's description")
            .on(FidelityCases::issued)
            .by(
                    "`--auth issued` and an old token",
                    (mock, caller) ->
                            bearer(caller, mock.token("https://management.azure.com", Duration.ofMinutes(-10))));

    private static final FidelityCase FOR_ANOTHER_AUDIENCE = refused(
                    "token for another audience",
                    "InvalidAuthenticationTokenAudience",
                    "The access token has been obtained for wrong audience or resource 'https://vault.azure.net'."
                            + " It should exactly match with one of the allowed audiences"
                            + " 'https://management.core.windows.net/','https://management.core.windows.net',"
                            + "'https://management.azure.com/','https://management.azure.com'.",
                    "The token is for another audience.")
            .source("quoted")
            .own(AUTHORITY + "; the challenge's description; the audiences of other clouds are also accepted")
            .on(FidelityCases::issued)
            .by(
                    "`--auth issued` and a token for a vault",
                    (mock, caller) -> bearer(caller, mock.token("https://vault.azure.net", Duration.ofHours(1))));

    private static final FidelityCase REVOKED = gateway(
                    "claims challenge", 401, "InvalidAuthenticationToken", "The access token has been revoked.")
            .header(
                    "WWW-Authenticate",
                    "Bearer realm=\"\", authorization_uri=\"https://localhost:<port>/common/oauth2/authorize\","
                            + " error=\"insufficient_claims\", claims=\"eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6"
                            + "dHJ1ZSwidmFsdWUiOiIwIn19fQ==\"")
            .arm("InvalidAuthenticationToken, with `WWW-Authenticate: Bearer realm=\"\", authorization_uri=...,"
                    + " error=\"insufficient_claims\", claims=\"<base64>\"`")
            .source("documented; source: tests of Azure SDKs")
            .own("message; " + AUTHORITY + "; that the claims ask for `nbf`")
            .on(FidelityCases::issued)
            .by("`--auth issued` and `DELETE /_mock/tokens`", (mock, caller) -> {
                String token = mock.token();
                mock.revokeTokens();
                return bearer(caller, token);
            });

    static final List<FidelityCase> ALL = List.of(NONE, INVALID, EXPIRED, FOR_ANOTHER_AUDIENCE, REVOKED);

    private TokenCases() {}

    private static FidelityCase refused(String name, String code, String message, String description) {
        return gateway(name, 401, code, message)
                .header(
                        "WWW-Authenticate",
                        "Bearer authorization_uri=\"https://localhost:<port>/common\", error=\"invalid_token\","
                                + " error_description=\"" + description + "\"");
    }

    private static Caller bearer(Caller caller, String token) {
        return caller.header("Authorization", "Bearer " + token);
    }
}
