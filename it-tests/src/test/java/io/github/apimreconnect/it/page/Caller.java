package io.github.apimreconnect.it.page;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A client of the mock, and of its admin API. */
record Caller(URI endpoint) {
    static final String SUBSCRIPTION = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    static String target(String backend) {
        return target(SUBSCRIPTION, backend);
    }

    static String target(String subscription, String backend) {
        return "/subscriptions/" + subscription + "/resourceGroups/rg1/providers/Microsoft.ApiManagement/service"
                + "/apimService1/backends/" + backend + "/reconnect?api-version=2023-05-01-preview";
    }

    /** Sends a reconnect with a token and other headers, each a name and a value, and returns the status. */
    int reconnect(String backend, String... headers) throws IOException, InterruptedException {
        return post(target(backend), "{\"properties\":{\"after\":\"PT2M\"}}", headers);
    }

    /** Sends several, one after another. */
    void reconnects(int count, String backend) throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            reconnect(backend);
        }
    }

    int post(String target, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve(target))
                .header("Authorization", "Bearer any")
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(20))
                .POST(BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    /** Sends a reconnect without a token. */
    int unauthorized(String backend) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve(target(backend)))
                .POST(BodyPublishers.noBody())
                .build();
        return HTTP.send(request, BodyHandlers.discarding()).statusCode();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }
}
