package io.github.apimreconnect.mockarm.internal.arm;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the served path that a path most resembles, by segments that are missing, added or misspelled. The work is
 * bounded for any path.
 */
public final class ClosestPath {
    /** Twice the segments of the longest template are enough to tell templates apart. */
    private static final int MAX_SEGMENTS = 22;

    private static final int MAX_LENGTH = 40;

    /** The cost of a segment that is missing or replaced. */
    private static final int WHOLE = 100;

    /** A segment too many costs more than one that is missing: what the caller wrote tells what was meant. */
    private static final int ADDED = 120;

    /** A missing name costs less than a missing keyword: keywords tell paths apart. */
    private static final int MISSING_NAME = 50;

    /** A segment that differs more than this is another word, not a misspelled one. */
    private static final int MISSPELLED = 40;

    private final List<String> segments;
    private final String[] expected;
    private final int[][] costs;

    private ClosestPath(List<String> segments, Template template) {
        this.segments = segments;
        this.expected = template.path.substring(1).toLowerCase(Locale.ROOT).split("/", -1);
        this.costs = new int[segments.size()][expected.length];
        for (int i = 0; i < segments.size(); i++) {
            for (int j = 0; j < expected.length; j++) {
                costs[i][j] = isName(j) ? 0 : misspelling(segments.get(i), expected[j]);
            }
        }
    }

    /**
     * A served path.
     *
     * @param methods its methods
     * @param path its path, with names in braces
     */
    public record Template(String methods, String path) {
        @Override
        public String toString() {
            return methods + " " + path;
        }
    }

    /** Returns the closest path, or none if the path has nothing like a keyword of any. The first wins a tie. */
    public static Optional<Template> of(List<String> segments, List<Template> served) {
        List<String> compared = segments.stream()
                .limit(MAX_SEGMENTS)
                .map(segment -> segment.substring(0, Math.min(MAX_LENGTH, segment.length()))
                        .toLowerCase(Locale.ROOT))
                .toList();
        Template closest = null;
        int least = Integer.MAX_VALUE;
        for (Template template : served) {
            ClosestPath compare = new ClosestPath(compared, template);
            int cost = compare.cost();
            if (cost < least && compare.hasKeyword()) {
                closest = template;
                least = cost;
            }
        }
        return Optional.ofNullable(closest);
    }

    private boolean isName(int at) {
        return expected[at].startsWith("{");
    }

    private boolean hasKeyword() {
        for (int[] ofSegment : costs) {
            for (int j = 0; j < expected.length; j++) {
                if (!isName(j) && ofSegment[j] <= MISSPELLED) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns the least cost of turning the path into the template, segment by segment. */
    private int cost() {
        int[] above = new int[expected.length + 1];
        for (int j = 0; j < expected.length; j++) {
            above[j + 1] = above[j] + missing(j);
        }
        for (int i = 0; i < segments.size(); i++) {
            int[] row = new int[expected.length + 1];
            row[0] = above[0] + ADDED;
            for (int j = 0; j < expected.length; j++) {
                int replaced = above[j] + costs[i][j];
                row[j + 1] = Math.min(replaced, Math.min(above[j + 1] + ADDED, row[j] + missing(j)));
            }
            above = row;
        }
        return above[expected.length];
    }

    private int missing(int at) {
        return isName(at) ? MISSING_NAME : WHOLE;
    }

    /** Returns how much two words differ, by Levenshtein distance: 0 for the same word, {@link #WHOLE} for others. */
    private static int misspelling(String word, String expected) {
        int longer = Math.max(word.length(), expected.length());
        if (longer == 0) {
            return 0;
        }
        if (WHOLE * Math.abs(word.length() - expected.length()) / longer > MISSPELLED) {
            return WHOLE;
        }
        int cost = WHOLE * distance(word, expected) / longer;
        return cost > MISSPELLED ? WHOLE : cost;
    }

    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 0; i < a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i + 1;
            for (int j = 0; j < b.length(); j++) {
                int replaced = above[j] + (a.charAt(i) == b.charAt(j) ? 0 : 1);
                row[j + 1] = Math.min(replaced, 1 + Math.min(above[j + 1], row[j]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
