package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.BadArgument.badArgument;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.BinaryData;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/**
 * A reconnect as an HTTP request. Pure: the same arguments give the same request.
 *
 * @param endpoint scheme, host and port of Azure Resource Manager
 * @param apiVersion the value of the api-version parameter
 */
record ReconnectCall(URI endpoint, String apiVersion) {
    private static final String JSON = "application/json";
    private static final ObjectWriter BODY = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build()
            .writerFor(Body.class);

    /** The JSON body: {@code {"properties":{"after":"PT3S"}}}. */
    private record Body(BackendReconnectContract properties) {}

    static ReconnectCall of(URI endpoint, @Nullable String apiVersion) {
        if (apiVersion == null || apiVersion.isBlank()) {
            throw badArgument("apiVersion", "must be a version such as 2023-05-01-preview", apiVersion);
        }
        return new ReconnectCall(endpoint, apiVersion);
    }

    HttpRequest toRequest(@Nullable BackendId backend, @Nullable BackendReconnectContract contract) {
        if (backend == null) {
            throw badArgument("backend", "must be the id of a backend", null);
        }
        HttpRequest request = new HttpRequest(HttpMethod.POST, url(backend)).setHeader(HttpHeaderName.ACCEPT, JSON);
        if (contract != null && contract.after() != null) {
            request.setHeader(HttpHeaderName.CONTENT_TYPE, JSON).setBody(body(contract));
        }
        return request;
    }

    private URL url(BackendId backend) {
        String url = endpoint
                + "/subscriptions/" + PercentEncoding.encode(backend.subscription())
                + "/resourceGroups/" + PercentEncoding.encode(backend.resourceGroup())
                + "/providers/Microsoft.ApiManagement/service/" + PercentEncoding.encode(backend.service())
                + "/backends/" + PercentEncoding.encode(backend.backend())
                + "/reconnect?api-version=" + PercentEncoding.encode(apiVersion);
        try {
            return new URL(url);
        } catch (MalformedURLException e) {
            throw new IllegalStateException("The builder should have rejected this endpoint", e);
        }
    }

    private static BinaryData body(BackendReconnectContract contract) {
        try {
            return BinaryData.fromBytes(BODY.writeValueAsBytes(new Body(contract)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
