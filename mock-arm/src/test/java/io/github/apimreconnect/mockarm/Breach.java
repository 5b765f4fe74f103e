package io.github.apimreconnect.mockarm;

import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import java.util.EnumSet;
import java.util.Set;

/** A way to fail one check of the contract, in the order of the checks. */
enum Breach {
    PATH("path"),
    VERSION_MISSING("api-version"),
    TOKEN("token"),
    SUBSCRIPTION("subscription"),
    TYPE("resource type"),
    VERSION_UNKNOWN("api-version"),
    METHOD("method"),
    NAMES("names"),
    BODY_SIZE("body size"),
    CONTENT_TYPE("content type"),
    JSON("json"),
    SCHEMA("schema"),
    WORLD("world"),
    SCENARIO("scenario");

    private final String check;

    Breach(String check) {
        this.check = check;
    }

    String check() {
        return check;
    }

    /** Returns the breaches that a request cannot have at once with this one. */
    Set<Breach> alternatives() {
        return switch (this) {
            case VERSION_MISSING, VERSION_UNKNOWN -> EnumSet.of(VERSION_MISSING, VERSION_UNKNOWN);
            case BODY_SIZE, JSON, SCHEMA -> EnumSet.of(BODY_SIZE, JSON, SCHEMA);
            default -> EnumSet.noneOf(Breach.class);
        };
    }

    /** Returns the breaches that cannot be judged after this one. */
    Set<Breach> hidden() {
        return switch (this) {
            case PATH -> EnumSet.of(SUBSCRIPTION, TYPE, NAMES, JSON, SCHEMA, WORLD);
            case SUBSCRIPTION -> EnumSet.of(WORLD);
            case TYPE -> EnumSet.of(NAMES, WORLD);
            default -> EnumSet.noneOf(Breach.class);
        };
    }

    /** Returns a request with these breaches and no other. */
    static Caller request(MockArm mock, Set<Breach> all) {
        String path = Caller.path(
                all.contains(SUBSCRIPTION) ? "no-uuid" : Caller.SUBSCRIPTION,
                all.contains(WORLD) ? "other" : "rg",
                "svc",
                all.contains(NAMES) ? "b".repeat(81) : "b1");
        String typed = all.contains(TYPE) ? path.replace("/reconnect", "/recycle") : path;
        Caller caller = new Caller(mock)
                .path(all.contains(PATH) ? typed.replace("/subscriptions", "/subscription") : typed)
                .query(
                        all.contains(VERSION_MISSING)
                                ? ""
                                : all.contains(VERSION_UNKNOWN) ? "?api-version=1999-01-01" : Caller.QUERY)
                .method(all.contains(METHOD) ? "PUT" : "POST")
                .json(body(all));
        if (all.contains(TOKEN)) {
            caller.header("Authorization", null);
        }
        if (all.contains(CONTENT_TYPE)) {
            caller.header("Content-Type", "text/plain");
        }
        return all.contains(SCENARIO) ? caller.header("x-mock-scenario", "nope") : caller;
    }

    private static String body(Set<Breach> all) {
        return all.contains(BODY_SIZE)
                ? " ".repeat(ArmRequest.MAX_BODY + 1)
                : all.contains(JSON) ? "nope" : all.contains(SCHEMA) ? "{\"properties\":{\"after\":7}}" : "{}";
    }
}
