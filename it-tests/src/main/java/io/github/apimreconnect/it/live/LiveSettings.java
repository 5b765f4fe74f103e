package io.github.apimreconnect.it.live;

import io.github.apimreconnect.client.BackendId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The properties {@code live.*}.
 *
 * @param backend the backend to reconnect
 * @param confirmed whether requests may be sent
 * @param endpoint ARM: scheme, host and port
 * @param authority where to get tokens; empty for the cloud's own
 * @param trust the certificates to trust
 */
record LiveSettings(BackendId backend, boolean confirmed, URI endpoint, Optional<String> authority, Trust trust) {
    private static final String CONFIRMATION = "reconnect";

    /**
     * Reads the properties; empty counts as not set.
     *
     * @param properties returns a property's value, or null
     * @throws BadSettingException if one is missing or invalid
     */
    static LiveSettings read(UnaryOperator<@Nullable String> properties) {
        Optional<String> endpoint = value(properties, "live.endpoint");
        return new LiveSettings(
                backend(value(properties, "live.backend").orElse("")),
                isConfirmed(value(properties, "live.confirm")),
                URI.create(endpoint.map(text -> origin("live.endpoint", text)).orElse(Cloud.PUBLIC_ENDPOINT)),
                value(properties, "live.authority").map(text -> origin("live.authority", text)),
                value(properties, "live.ca").map(Trust::in).orElse(Trust.OF_THE_JVM));
    }

    private static Optional<String> value(UnaryOperator<@Nullable String> properties, String name) {
        return Optional.ofNullable(properties.apply(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static BackendId backend(String id) {
        try {
            return BackendId.parse(id);
        } catch (IllegalArgumentException e) {
            throw new BadSettingException("live.backend: " + e.getMessage());
        }
    }

    private static boolean isConfirmed(Optional<String> confirmation) {
        confirmation.filter(text -> !text.equals(CONFIRMATION)).ifPresent(text -> {
            throw new BadSettingException("live.confirm must be '" + CONFIRMATION + "', or not set to send nothing");
        });
        return confirmation.isPresent();
    }

    /** Returns scheme, host and port. Errors omit the value, as it may contain a password. */
    static String origin(String name, String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw notAnOrigin(name);
        }
        boolean bare = uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && String.valueOf(uri.getRawPath()).matches("/?");
        if (!"https".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null || !bare || uri.getPort() > 65_535) {
            throw notAnOrigin(name);
        }
        return "https://" + uri.getRawAuthority().toLowerCase(Locale.ROOT);
    }

    private static BadSettingException notAnOrigin(String name) {
        return new BadSettingException(name + " must be https://HOST or https://HOST:PORT");
    }
}
