package io.github.apimreconnect.it.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecipeTest {
    /** The clients that {@link ForeignIT} runs. */
    private static final List<String> RUN = List.of("", "curl", "Azure CLI", "Python", "JavaScript");

    @Test
    void theReadmeHasARecipeForEachClientThatIsRunAndNoOther() throws IOException {
        assertThat(Recipe.all()).containsOnlyKeys(RUN);
    }

    @Test
    void aRecipeHasAtMostTenLines() throws IOException {
        assertThat(Recipe.all().values())
                .allSatisfy(recipe -> assertThat(recipe.lines()).hasSizeLessThanOrEqualTo(10));
    }

    @Test
    void aSourceFileBeginsWithItsCommand() throws IOException {
        assertThat(Recipe.of("Python").commands()).isEqualTo("REQUESTS_CA_BUNDLE=ca.pem python3 reconnect.py");
        assertThat(Recipe.of("JavaScript").commands()).isEqualTo("NODE_EXTRA_CA_CERTS=ca.pem node reconnect.mjs");
    }
}
