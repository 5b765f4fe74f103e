package io.github.apimreconnect.it.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Compares ARM with the mock. {@code mvn -Plive verify} runs it; see CONTRIBUTING.md. */
public final class LiveMain {
    private static final int BAD_SETTING = 2;
    private static final int NO_CONNECTION = 3;
    private static final int INTERNAL_ERROR = 4;

    private LiveMain() {}

    /**
     * Sends the cases if {@code live.confirm} says so, or else prints them. Exits with 0 even if there are differences;
     * with 2 if a property is invalid, 3 if there is no token or ARM stops answering, 4 if anything else fails.
     *
     * @param args the folder for {@code differences.md}
     */
    public static void main(String[] args) {
        int code = run(Path.of(args[0]));
        if (code != 0) {
            System.exit(code);
        }
    }

    private static int run(Path folder) {
        try {
            return run(LiveSettings.read(System::getProperty), folder);
        } catch (BadSettingException e) {
            return failed(String.valueOf(e.getMessage()), BAD_SETTING);
        } catch (SignInException e) {
            return failed(e.getMessage() + "; nothing was sent", NO_CONNECTION);
        } catch (IOException | RuntimeException e) {
            return failed("internal error: " + e, INTERNAL_ERROR);
        }
    }

    private static int run(LiveSettings settings, Path folder) throws SignInException, IOException {
        UnknownNames unknown = UnknownNames.random();
        List<LiveCase> cases = LiveCases.of(settings.backend(), unknown);
        if (!settings.confirmed()) {
            System.out.print(Plan.of(cases, settings.endpoint()));
            return 0;
        }
        Cloud cloud = Cloud.of(settings.endpoint());
        Mask mask = new Mask(settings.backend(), unknown);
        SideTokens tokens = new SignIn(settings, cloud, mask).tokens();
        List<NotSent> notSent = new ArrayList<>();
        List<LiveCase> possible = possible(cases, tokens, notSent);
        List<Outcome> outcomes;
        try (MockSide mock = MockSide.start(settings.backend(), cloud.otherAudience())) {
            HttpSide arm = new HttpSide(settings.endpoint(), tokens, settings.trust());
            outcomes = new LiveRun(arm, mock, Pause::sleep).send(possible);
        }
        possible.subList(outcomes.size(), possible.size())
                .forEach(one -> notSent.add(new NotSent(one.name(), "because ARM stopped answering")));
        String report = new Report(LocalDate.now(ZoneOffset.UTC), cloud, new Comparison(mask)).of(outcomes, notSent);
        System.out.print(report);
        Path file = Files.createDirectories(folder).resolve("differences.md");
        Files.writeString(file, report);
        System.out.println("\nWritten to " + file);
        return outcomes.size() == possible.size()
                ? 0
                : failed("ARM did not answer twice in a row; the report has the cases before that", NO_CONNECTION);
    }

    /** Leaves out the cases for which there is no token. */
    private static List<LiveCase> possible(List<LiveCase> cases, SideTokens tokens, List<NotSent> notSent) {
        List<LiveCase> possible = new ArrayList<>();
        for (LiveCase one : cases) {
            Bearer bearer = one.request().bearer();
            if (bearer == Bearer.NONE || tokens.token(bearer).isPresent()) {
                possible.add(one);
            } else {
                notSent.add(new NotSent(one.name(), "because this account cannot get such a token"));
            }
        }
        return possible;
    }

    private static int failed(String message, int code) {
        System.err.println("live: " + message);
        return code;
    }
}
