package io.github.apimreconnect.mockarm.internal.discovery;

import io.github.apimreconnect.mockarm.JournalEntry.Refusal;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.contract.Contract;
import io.github.apimreconnect.mockarm.internal.contract.OwnPathChecks;
import io.github.apimreconnect.mockarm.internal.contract.Rules;
import io.github.apimreconnect.mockarm.internal.contract.ServedPath;
import io.github.apimreconnect.mockarm.internal.reply.ArmHeaders;
import io.github.apimreconnect.mockarm.internal.reply.RefusedException;
import io.github.apimreconnect.mockarm.internal.reply.Reply;
import io.github.apimreconnect.mockarm.internal.token.Tokens;
import java.util.Arrays;
import java.util.List;

/**
 * Serves the documents that clients read before they call the operation. Scripts, random faults and
 * {@code x-mock-scenario} are for the operation only.
 */
public final class Discovery {
    private final OwnPathChecks checks;
    private final Accounts accounts;
    private final Provider provider;

    public Discovery(Rules rules, Tokens tokens) {
        List<String> versions = rules.apiVersions();
        this.checks = new OwnPathChecks(rules, tokens);
        this.accounts = new Accounts(rules.world());
        this.provider = new Provider(versions == null ? Contract.shipped().apiVersions() : versions);
    }

    /** Returns whether a request is for one of the documents. */
    public static boolean isFor(ArmRequest request) {
        return Document.at(request.path()) != null;
    }

    /** Returns the document, or throws the refusal. */
    public Reply answer(ArmRequest request, ArmHeaders stamp) throws RefusedException {
        Document document = document(request);
        String version = checks.check(request, document.rules());
        return Reply.json(200, stamp, content(document, request, version)).echoing(request);
    }

    /** Returns the other checks that a refused request would have failed. */
    public List<Refusal> nearMisses(ArmRequest request, RefusedException first) {
        return checks.nearMisses(request, first, document(request).rules());
    }

    /** Returns the paths it serves, for hints. */
    public static List<ServedPath> served() {
        return Arrays.stream(Document.values()).map(Document::served).toList();
    }

    private static Document document(ArmRequest request) {
        Document document = Document.at(request.path());
        if (document == null) {
            throw new IllegalArgumentException("Not for a document: " + request.path());
        }
        return document;
    }

    private Object content(Document document, ArmRequest request, String version) {
        String subscription = request.path().subscription();
        return switch (document) {
            case METADATA -> new CloudMetadata(request.origin()).document(version);
            case TENANTS -> accounts.tenants();
            case SUBSCRIPTIONS -> accounts.subscriptions();
            case SUBSCRIPTION -> Accounts.subscription(subscription);
            case PROVIDER -> provider.ofTenant();
            case PROVIDER_OF_SUBSCRIPTION -> provider.ofSubscription(subscription);
        };
    }
}
