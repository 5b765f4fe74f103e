package io.github.apimreconnect.mockarm;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ARM is known to send, and how the mock is brought to send the same.
 *
 * @param name the case
 * @param status the status that both send
 * @param arm what ARM sends, in words: values of a caller's own stand in angle brackets
 * @param body the body that the mock must send, byte by byte
 * @param headers headers that the mock must send
 * @param how how the mock is brought to it
 * @param source where it is known from, and how well
 * @param own what of it is the mock's own choice, empty for nothing
 * @param mock the settings
 * @param call the request
 */
record FidelityCase(
        String name,
        int status,
        String arm,
        String body,
        Map<String, String> headers,
        String how,
        String source,
        String own,
        Supplier<MockArmBuilder> mock,
        BiFunction<MockArm, Caller, HttpResponse<String>> call) {
    /** What the tests send. */
    private static final Pattern VALUE = Pattern.compile("'(my-sub|[1-]+|other|text/plain)'");

    /** An error of ARM's front door: code and message, and nothing else. */
    static FidelityCase gateway(String name, int status, String code, String message) {
        return error(name, status, code, message, "").header("x-ms-failure-cause", "gateway");
    }

    /** An error of API Management, which has {@code details} even where there are none. */
    static FidelityCase service(String name, int status, String code, String message) {
        return error(name, status, code, message, ",\"details\":null").header("x-ms-failure-cause", "service");
    }

    /** An error that only the mock is known to have. */
    static FidelityCase own(String name, int status, String code, String message) {
        return error(name, status, code, message, "").arm("not known").own("all of it");
    }

    static FidelityCase of(String name, int status, String arm, String body) {
        return new FidelityCase(
                name, status, arm, body, Map.of(), "", "", "", MockArm::builder, (mock, caller) -> caller.send());
    }

    private static FidelityCase error(String name, int status, String code, String message, String details) {
        return of(
                        name,
                        status,
                        code + ": " + VALUE.matcher(message).replaceAll("'<sent>'"),
                        "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"" + details + "}}")
                .header("Content-Type", "application/json; charset=utf-8");
    }

    /** What ARM sends, where its words are for another type, or the mock's have values of the test. */
    FidelityCase arm(String words) {
        return new FidelityCase(name, status, words, body, headers, how, source, own, mock, call);
    }

    FidelityCase details(String json) {
        String with = body.replace(",\"details\":null", "")
                .replaceFirst("}}$", Matcher.quoteReplacement(",\"details\":" + json + "}}"));
        return new FidelityCase(name, status, arm, with, headers, how, source, own, mock, call);
    }

    FidelityCase header(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new FidelityCase(name, status, arm, body, more, how, source, own, mock, call);
    }

    FidelityCase source(String from) {
        return new FidelityCase(name, status, arm, body, headers, how, from, own, mock, call);
    }

    FidelityCase own(String choice) {
        return new FidelityCase(name, status, arm, body, headers, how, source, choice, mock, call);
    }

    FidelityCase on(Supplier<MockArmBuilder> settings) {
        return new FidelityCase(name, status, arm, body, headers, how, source, own, settings, call);
    }

    /** A check of the mock gives it. */
    FidelityCase by(String words, BiFunction<MockArm, Caller, HttpResponse<String>> request) {
        return new FidelityCase(name, status, arm, body, headers, words, source, own, mock, request);
    }

    /** No check gives it: a canned answer does. */
    FidelityCase scripted(String answer) {
        return by(
                "`x-mock-scenario: " + answer + "`",
                (running, caller) -> caller.header("x-mock-scenario", answer).send());
    }

    @Override
    public String toString() {
        return name;
    }
}
