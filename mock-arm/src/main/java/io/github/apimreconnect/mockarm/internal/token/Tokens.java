package io.github.apimreconnect.mockarm.internal.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Signs and verifies access tokens. ES256 is the mock's own choice: Entra ID signs with RS256, whose keys are slow to
 * generate, and no ARM client checks.
 */
public final class Tokens {
    public static final Duration LIFETIME = Duration.ofHours(1);
    /** The mock's own tenant; clients can ask for tokens of any other. */
    public static final String TENANT = "00000000-0000-0000-0000-000000000000";

    /** Generated once per JVM; immutable. The claim {@link #MOCK} tells the tokens of two mocks apart. */
    private static final class Key {
        static final ECKey PAIR = generate();

        private static ECKey generate() {
            try {
                return new ECKeyGenerator(Curve.P_256).keyID("mock-arm").generate();
            } catch (JOSEException e) {
                throw new IllegalStateException("This JDK cannot generate a P-256 key", e);
            }
        }
    }

    private static final String GENERATION = "mock_generation";
    private static final String MOCK = "mock_id";

    /** The least and the bound of numbers with eight digits or letters. */
    private static final long LEAST_ID = 78_364_164_096L;

    private static final long ID_BOUND = 36 * LEAST_ID;

    private final String id = Long.toString(ThreadLocalRandom.current().nextLong(LEAST_ID, ID_BOUND), 36);

    private final AtomicLong generation = new AtomicLong();
    private final Principals principals = new Principals();

    /** Returns an id of the mock, made when it starts: eight digits and lower-case letters. */
    public String mock() {
        return id;
    }

    /** Revokes all tokens issued so far; new ones are valid. */
    public void revoke() {
        generation.incrementAndGet();
    }

    public boolean isRevoked(JWTClaimsSet claims) {
        return !(claims.getClaim(GENERATION) instanceof Number issued && issued.longValue() == generation.get());
    }

    /** Returns the issuer for a tenant of the mock. */
    public static String issuer(String origin, String tenant) {
        return origin + "/" + tenant + "/v2.0";
    }

    /** Returns a signed token of a client for an audience; its expiry may be in the past. */
    public String sign(String issuer, String tenant, String client, String audience, Instant now, Instant expires) {
        String principal = principal(client);
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(expires))
                .subject(principal)
                .claim("tid", tenant)
                .claim("appid", client)
                .claim("oid", principal)
                .claim("ver", "1.0")
                .claim(MOCK, id)
                .claim(GENERATION, generation.get())
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(Key.PAIR.getKeyID())
                        .build(),
                claims);
        try {
            token.sign(new ECDSASigner(Key.PAIR));
        } catch (JOSEException e) {
            throw new IllegalStateException("This JDK cannot sign with ES256", e);
        }
        String signed = token.serialize();
        principals.add(signed, principal);
        return signed;
    }

    /** Returns the principal of a token that begins at an index of a header: a client of ours, or else a hash. */
    public String principal(String header, int from) {
        return principals.of(header, from);
    }

    /** Returns whether this mock issued the token, under whichever of its names. */
    public boolean isOwn(JWTClaimsSet claims) {
        return id.equals(claims.getClaim(MOCK));
    }

    /** Returns the claims of a token signed with this JVM's key. */
    public JWTClaimsSet verify(String token) throws ParseException, JOSEException {
        SignedJWT jwt = SignedJWT.parse(token);
        if (!jwt.verify(new ECDSAVerifier(Key.PAIR.toPublicJWK()))) {
            throw new JOSEException("The signature is not from this mock");
        }
        return jwt.getJWTClaimsSet();
    }

    /** Returns the public keys, as {@code jwks_uri} serves them. */
    Map<String, Object> keys() {
        return new JWKSet(Key.PAIR.toPublicJWK()).toJSONObject();
    }

    /** Returns the object id of a client, always the same. */
    private static String principal(String client) {
        return UUID.nameUUIDFromBytes(client.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
