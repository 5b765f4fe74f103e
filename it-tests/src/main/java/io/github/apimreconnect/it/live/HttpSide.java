package io.github.apimreconnect.it.live;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends requests unchanged to one server, with the JDK's client over HTTP/1.1. */
final class HttpSide implements Side {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** For the whole exchange: ARM itself gives up after 60 seconds. */
    private static final Duration LIMIT = Duration.ofSeconds(70);

    private final URI endpoint;
    private final SideTokens tokens;
    private final HttpClient client;

    HttpSide(URI endpoint, SideTokens tokens, Trust trust) {
        this.endpoint = endpoint;
        this.tokens = tokens;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .sslContext(trust.jdk())
                .build();
    }

    @Override
    public Answer send(RawRequest request) {
        BodyPublisher body = request.body().map(BodyPublishers::ofString).orElse(BodyPublishers.noBody());
        HttpRequest.Builder http =
                HttpRequest.newBuilder(URI.create(endpoint + request.target())).method(request.method(), body);
        tokens.token(request.bearer()).ifPresent(token -> http.header("Authorization", "Bearer " + token));
        request.headers().forEach(http::header);
        return await(client.sendAsync(http.build(), head -> new BoundedBody()));
    }

    private static Answer await(CompletableFuture<HttpResponse<byte[]>> sent) {
        try {
            return received(sent.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String message = cause.getMessage();
            return new Answer.Unanswered(message == null ? cause.getClass().getSimpleName() : message);
        } catch (TimeoutException e) {
            sent.cancel(true);
            return new Answer.Unanswered("nothing within " + LIMIT.toSeconds() + " seconds");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during a request", e);
        }
    }

    private static Answer received(HttpResponse<byte[]> response) {
        TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return new Answer.Received(response.statusCode(), headers, new String(response.body(), StandardCharsets.UTF_8));
    }
}
