package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.client.BackendReconnectAsyncClient;
import io.github.apimreconnect.mockarm.MockArm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Compares each library's public API with the file next to its pom, so that every change is reviewed. */
final class ApiTest {
    @Test
    void theApiOfTheClientIsTheOneReviewed() throws IOException {
        compare(BackendReconnectAsyncClient.class, Path.of("../client/api.txt"));
    }

    @Test
    void theApiOfTheMockIsTheOneReviewed() throws IOException {
        compare(MockArm.class, Path.of("../mock-arm/api.txt"));
    }

    private static void compare(Class<?> one, Path reviewed) throws IOException {
        String now = ApiText.of(one);
        if (Boolean.getBoolean("api.write")) {
            Files.writeString(reviewed, now);
        }
        assertThat(now)
                .as(
                        "%s; after an intended change: mvn -pl it-tests -am test -Dtest=ApiTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Dapi.write=true",
                        reviewed)
                .isEqualTo(Files.readString(reviewed));
    }
}
