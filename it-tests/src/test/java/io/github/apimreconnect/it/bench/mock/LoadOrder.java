package io.github.apimreconnect.it.bench.mock;

/**
 * An order to the generator, one line on its standard input.
 *
 * @param port the server's port
 * @param connections the number of connections, each with one request in flight
 * @param seconds the time after which no request is sent
 * @param perConnection the number of requests per connection
 * @param scenario the value of {@code x-mock-scenario}, {@code -} for none
 */
record LoadOrder(int port, int connections, int seconds, long perConnection, String scenario) {
    static LoadOrder forSeconds(int port, int seconds) {
        return new LoadOrder(port, Options.CONNECTIONS, seconds, Long.MAX_VALUE, "-");
    }

    static LoadOrder forRequests(int port, long requests) {
        return new LoadOrder(port, Options.CONNECTIONS, 600, requests / Options.CONNECTIONS, "-");
    }

    /** One request on each connection, all at once. */
    static LoadOrder burst(int port, int connections, String scenario) {
        return new LoadOrder(port, connections, 60, 1, scenario);
    }

    byte[] request() {
        return SampleRequest.ACCEPTED
                .withScenario(scenario.equals("-") ? "" : scenario)
                .bytes(port);
    }

    String line() {
        return port + " " + connections + " " + seconds + " " + perConnection + " " + scenario;
    }

    static LoadOrder parse(String line) {
        String[] words = line.split(" ", -1);
        return new LoadOrder(
                Integer.parseInt(words[0]),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Long.parseLong(words[3]),
                words[4]);
    }
}
