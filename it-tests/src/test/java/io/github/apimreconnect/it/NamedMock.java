package io.github.apimreconnect.it;

import io.github.apimreconnect.mockarm.MockArm;
import java.nio.file.Path;

/** A program with a mock whose name has an underscore. It runs until its standard input ends. */
final class NamedMock {
    private NamedMock() {}

    /**
     * Runs it, and prints the mock's endpoint once it serves.
     *
     * @param args the folder for its trust material
     */
    public static void main(String[] args) throws Exception {
        try (MockArm mock = MockArm.builder().publicHost("my_mock").start()) {
            mock.writeTrustMaterial(Path.of(args[0]));
            System.out.println(mock.endpoint() + " " + mock.endpoint().getHost() + " " + mock.port());
            System.in.readAllBytes();
        }
    }
}
