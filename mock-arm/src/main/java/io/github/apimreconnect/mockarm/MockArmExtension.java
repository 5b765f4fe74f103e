package io.github.apimreconnect.mockarm;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A mock for tests with JUnit Jupiter, as a parameter of type {@link MockArm}. Registered on the class or in an instance
 * field, there is a new mock for each test; in a static field, one for all tests of the class. A test whose scripts were
 * not used up fails.
 *
 * <pre>{@code
 * @ExtendWith(MockArmExtension.class)
 * class ReconnectTest {
 *     @Test
 *     void aThrottledCallIsTriedAgain(MockArm mock) {
 *         mock.script(Scope.ANY, Step.answer("too-many-requests"));
 *         ...
 *     }
 * }
 * }</pre>
 *
 * <p>With other settings: {@code @RegisterExtension MockArmExtension mock = MockArmExtension.of(() ->
 * MockArm.builder().auth(Auth.ISSUED));}
 */
public final class MockArmExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(MockArmExtension.class);

    private final Supplier<MockArmBuilder> settings;
    private boolean forClass;

    /** Mocks with the defaults of {@link MockArmBuilder}. */
    public MockArmExtension() {
        this(MockArm::builder);
    }

    private MockArmExtension(Supplier<MockArmBuilder> settings) {
        this.settings = settings;
    }

    /**
     * Mocks with settings.
     *
     * @param settings makes a builder for each mock
     * @return the extension, for a field with {@code @RegisterExtension}
     */
    public static MockArmExtension of(Supplier<MockArmBuilder> settings) {
        return new MockArmExtension(settings);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // Called only where the extension is registered for the class: by annotation, or in a static field.
        forClass = context.getTestClass()
                .map(type -> java.util.Arrays.stream(type.getDeclaredFields())
                        .filter(field -> java.lang.reflect.Modifier.isStatic(field.getModifiers()))
                        .anyMatch(field -> field.getType().equals(MockArmExtension.class)))
                .orElse(false);
        if (forClass) {
            start(context);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!forClass) {
            start(context);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        MockArm mock = mock(context);
        if (mock == null) {
            return;
        }
        boolean failed = context.getExecutionException().isPresent();
        try {
            if (!failed) {
                mock.verifyScriptsUsed();
            }
        } finally {
            if (forClass) {
                mock.reset();
            } else {
                mock.close();
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        MockArm mock = mock(context);
        if (mock != null) {
            mock.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(MockArm.class);
    }

    @Override
    public MockArm resolveParameter(ParameterContext parameter, ExtensionContext context) {
        MockArm mock = mock(context);
        if (mock == null) {
            throw new org.junit.jupiter.api.extension.ParameterResolutionException(
                    "There is a mock for each test, not for the class; register the extension in a static field");
        }
        return mock;
    }

    private void start(ExtensionContext context) {
        context.getStore(NAMESPACE).put(this, settings.get().start());
    }

    private @Nullable MockArm mock(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(this, MockArm.class);
    }
}
