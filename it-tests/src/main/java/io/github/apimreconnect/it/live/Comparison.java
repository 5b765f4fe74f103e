package io.github.apimreconnect.it.live;

import static io.github.apimreconnect.it.live.Difference.code;

import io.github.apimreconnect.it.live.Answer.Received;
import io.github.apimreconnect.it.live.Answer.Unanswered;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** Compares two answers: status, headers, body. */
final class Comparison {
    /** Headers that the mock adds, and documents as its own. */
    private static final String MOCKS_OWN = "x-mock-";

    private final Mask mask;
    private final BodyComparison bodies;

    Comparison(Mask mask) {
        this.mask = mask;
        this.bodies = new BodyComparison(mask);
    }

    List<Difference> of(Answer arm, Answer mock) {
        if (arm instanceof Received fromArm && mock instanceof Received fromMock) {
            return of(fromArm, fromMock);
        }
        return List.of(new Difference(inWords(arm), inWords(mock)));
    }

    private List<Difference> of(Received arm, Received mock) {
        List<Difference> found = new ArrayList<>();
        if (arm.status() != mock.status()) {
            found.add(new Difference(Integer.toString(arm.status()), Integer.toString(mock.status())));
        }
        SortedSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(arm.headers().keySet());
        names.addAll(mock.headers().keySet());
        names.removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith(MOCKS_OWN));
        for (String name : names) {
            if (!shape(arm, name).equals(shape(mock, name))) {
                found.add(new Difference(header(arm, name), header(mock, name)));
            }
        }
        found.addAll(bodies.of(arm.body(), mock.body()));
        return found;
    }

    private String shape(Received answer, String name) {
        return answer.headers().containsKey(name) ? mask.apply(HeaderFormat.shape(name, answer.header(name))) : "";
    }

    private String header(Received answer, String name) {
        String shown = mask.line(name);
        if (!answer.headers().containsKey(name)) {
            return "no " + code(shown);
        }
        return code(shown + ": " + (HeaderFormat.isSecret(name) ? "{secret}" : mask.line(answer.header(name))));
    }

    private String inWords(Answer answer) {
        if (answer instanceof Unanswered unanswered) {
            return "no answer: " + code(mask.line(unanswered.reason()));
        }
        return Integer.toString(((Received) answer).status());
    }
}
