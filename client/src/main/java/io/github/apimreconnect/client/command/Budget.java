package io.github.apimreconnect.client.command;

import picocli.CommandLine;

/**
 * The value of {@code --budget}: a subscription's write bucket.
 *
 * @param capacity how many writes fit in
 * @param refillPerSecond how many are added a second
 */
record Budget(int capacity, double refillPerSecond) {
    /** Parses {@code 200/10}. The ranges are left to the library. */
    static final class Converter implements CommandLine.ITypeConverter<Budget> {
        @Override
        public Budget convert(String text) {
            int slash = text.indexOf('/');
            try {
                return new Budget(
                        Integer.parseInt(text.substring(0, Math.max(0, slash))),
                        Double.parseDouble(text.substring(slash + 1)));
            } catch (NumberFormatException e) {
                throw new CommandLine.TypeConversionException("'" + Printable.of(text)
                        + "' is not a bucket such as 200/10: its capacity and its refill a second");
            }
        }
    }
}
