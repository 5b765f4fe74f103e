package io.github.apimreconnect.it;

import java.util.ArrayList;
import java.util.List;

/**
 * An exchange and everything it is checked against, as text, so that any part can be corrupted.
 *
 * @param document the OpenAPI document
 * @param goldenRequest the expected request
 * @param goldenAnswer the expected answer
 * @param request the captured request
 * @param answer the captured answer
 */
record Evidence(String document, String goldenRequest, String goldenAnswer, String request, String answer) {
    static Evidence of(Exchange exchange) {
        return new Evidence(
                ContractValidator.document(),
                Golden.file("sample-request.txt").bytes(),
                Golden.file("sample-answer.txt").bytes(),
                exchange.request().bytes(),
                exchange.answer().bytes());
    }

    /** Runs all checks of the integration tests, and returns the violations. */
    List<String> complaints() {
        Exchange exchange = new Exchange(Message.request(request), Message.answer(answer));
        // Parsing the document takes most of the time.
        ContractValidator validator = document.equals(ContractValidator.document())
                ? ContractValidator.SHIPPED
                : new ContractValidator(document);
        List<String> complaints = new ArrayList<>(validator.complaints(exchange));
        try {
            new Golden(goldenRequest).check(exchange.request());
            new Golden(goldenAnswer).check(exchange.answer());
        } catch (AssertionError e) {
            complaints.add("Not the golden message: " + e.getMessage());
        }
        return complaints;
    }

    Evidence document(String old, String spoiled) {
        return new Evidence(replace(document, old, spoiled), goldenRequest, goldenAnswer, request, answer);
    }

    Evidence goldenRequest(String old, String spoiled) {
        return new Evidence(document, replace(goldenRequest, old, spoiled), goldenAnswer, request, answer);
    }

    Evidence goldenAnswer(String old, String spoiled) {
        return new Evidence(document, goldenRequest, replace(goldenAnswer, old, spoiled), request, answer);
    }

    Evidence request(String old, String spoiled) {
        return new Evidence(document, goldenRequest, goldenAnswer, replace(request, old, spoiled), answer);
    }

    Evidence answer(String old, String spoiled) {
        return new Evidence(document, goldenRequest, goldenAnswer, request, replace(answer, old, spoiled));
    }

    /** Replaces the answer. */
    Evidence answered(String status, String contentType, String body) {
        String other = "HTTP/1.1 " + status + "\r\nx-mock-hint: a check\r\ncontent-type: " + contentType
                + "\r\ncontent-length: " + body.length() + "\r\n\r\n" + body;
        return new Evidence(document, goldenRequest, goldenAnswer, request, other);
    }

    private static String replace(String text, String old, String spoiled) {
        if (!text.contains(old)) {
            throw new IllegalArgumentException("Nothing to spoil: '" + old + "' is not in " + text);
        }
        return text.replace(old, spoiled);
    }
}
