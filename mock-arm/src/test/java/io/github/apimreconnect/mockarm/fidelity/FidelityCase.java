package io.github.apimreconnect.mockarm.fidelity;

import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmBuilder;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer that ARM is known to send, and the request to which the mock sends the same. Sources are graded: recorded,
 * documented (by Microsoft), source (Microsoft's code), quoted (by users), inferred.
 *
 * @param name the case
 * @param status the status that both send
 * @param arm ARM's answer in words, with the caller's values in angle brackets
 * @param body the body that the mock must send, byte for byte
 * @param headers headers that the mock must send
 * @param how the request in words
 * @param source the source and its grade
 * @param own the part that is the mock's own choice, or empty
 * @param mock the mock's settings
 * @param request the request
 */
public record FidelityCase(
        String name,
        int status,
        String arm,
        String body,
        Map<String, String> headers,
        String how,
        String source,
        String own,
        Supplier<MockArmBuilder> mock,
        BiFunction<MockArm, Caller, Caller> request) {
    /** Values that the requests contain. */
    private static final Pattern VALUE = Pattern.compile("'(my-sub|[1-]+|other|text/plain)'");

    /** An error of ARM's front door, with code and message only. */
    static FidelityCase gateway(String name, int status, String code, String message) {
        return error(name, status, code, message, "").header("x-ms-failure-cause", "gateway");
    }

    /** An error of API Management, which always has {@code details}. */
    static FidelityCase service(String name, int status, String code, String message) {
        return error(name, status, code, message, ",\"details\":null").header("x-ms-failure-cause", "service");
    }

    /** An error of the mock's, for which ARM's answer is unknown. */
    static FidelityCase mockOnly(String name, int status, String code, String message) {
        return error(name, status, code, message, "").arm("not known").own("all of it");
    }

    /** A 202. */
    static FidelityCase accepted(String name, String arm) {
        return answer(name, 202, arm, "");
    }

    static FidelityCase answer(String name, int status, String arm, String body) {
        return new FidelityCase(
                name, status, arm, body, Map.of(), "", "", "", MockArm::builder, (mock, caller) -> caller);
    }

    private static FidelityCase error(String name, int status, String code, String message, String details) {
        String body = "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"" + details + "}}";
        return answer(name, status, code + ": " + VALUE.matcher(message).replaceAll("'<sent>'"), body)
                .header("Content-Type", "application/json; charset=utf-8");
    }

    /** Replaces ARM's words, where they are known for another type or the message has values of the request. */
    FidelityCase arm(String words) {
        return new FidelityCase(name, status, words, body, headers, how, source, own, mock, request);
    }

    FidelityCase details(String json) {
        String with = body.replace(",\"details\":null", "")
                .replaceFirst("}}$", Matcher.quoteReplacement(",\"details\":" + json + "}}"));
        return new FidelityCase(name, status, arm, with, headers, how, source, own, mock, request);
    }

    FidelityCase header(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new FidelityCase(name, status, arm, body, more, how, source, own, mock, request);
    }

    FidelityCase source(String from) {
        return new FidelityCase(name, status, arm, body, headers, how, from, own, mock, request);
    }

    FidelityCase own(String choice) {
        return new FidelityCase(name, status, arm, body, headers, how, source, choice, mock, request);
    }

    FidelityCase on(Supplier<MockArmBuilder> settings) {
        return new FidelityCase(name, status, arm, body, headers, how, source, own, settings, request);
    }

    FidelityCase by(String words, BiFunction<MockArm, Caller, Caller> change) {
        return new FidelityCase(name, status, arm, body, headers, words, source, own, mock, change);
    }

    /** Sets what makes the mock answer so: a change to a valid request. */
    FidelityCase by(String words, UnaryOperator<Caller> change) {
        return by(words, (running, caller) -> change.apply(caller));
    }

    /** The answer is scripted: no check of the mock sends it. */
    FidelityCase scripted(String answer) {
        return by("`x-mock-scenario: " + answer + "`", caller -> caller.header("x-mock-scenario", answer));
    }

    /** The answer to a request with another value, which the message repeats in quotes. */
    public FidelityCase sending(String value, String instead) {
        String with = body.replace("'" + value + "'", "'" + instead + "'");
        return new FidelityCase(name, status, arm, with, headers, how, source, own, mock, request);
    }

    HttpResponse<String> send(MockArm running) {
        return request.apply(running, new Caller(running)).send();
    }

    @Override
    public String toString() {
        return name;
    }
}
