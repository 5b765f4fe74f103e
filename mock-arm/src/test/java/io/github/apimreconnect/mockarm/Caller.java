package io.github.apimreconnect.mockarm;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request to a mock, sent with the JDK's client: valid until a test breaks a part of it. */
public final class Caller {
    public static final String SUBSCRIPTION = "0f8fad5b-d9cb-469f-a165-70867728950e";
    public static final String QUERY = "?api-version=2023-05-01-preview";

    private final MockArm mock;
    private final HttpClient client;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String method = "POST";
    private String path = path(SUBSCRIPTION, "rg", "svc", "b1");
    private String query = QUERY;
    private byte @Nullable [] body;

    public Caller(MockArm mock) {
        this.mock = mock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(mock.sslContext())
                .build();
        headers.put("Authorization", "Bearer any");
    }

    public static String path(String subscription, String group, String service, String backend) {
        return "/subscriptions/" + subscription + "/resourceGroups/" + group
                + "/providers/Microsoft.ApiManagement/service/" + service + "/backends/" + backend + "/reconnect";
    }

    public Caller method(String method) {
        this.method = method;
        return this;
    }

    public Caller path(String path) {
        this.path = path;
        return this;
    }

    public Caller query(String query) {
        this.query = query;
        return this;
    }

    public Caller header(String name, @Nullable String value) {
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, value);
        }
        return this;
    }

    public Caller json(String body) {
        return json(body.getBytes(StandardCharsets.UTF_8));
    }

    public Caller json(byte[] body) {
        this.body = body;
        return header("Content-Type", "application/json");
    }

    public HttpResponse<String> send() {
        return send(mock.endpoint());
    }

    public HttpResponse<String> send(URI endpoint) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint + path + query))
                .timeout(Duration.ofSeconds(20))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
