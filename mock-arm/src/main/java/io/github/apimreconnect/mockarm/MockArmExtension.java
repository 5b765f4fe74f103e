package io.github.apimreconnect.mockarm;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A JUnit Jupiter extension that provides a mock as a parameter of type {@link MockArm}. Registered on the class or in
 * an instance field, it starts a new mock for each test; in a static field, one for all tests of the class, reset after
 * each, so they must not run in parallel. A test whose scripts were not used up fails; after {@link #failOnRefusal()},
 * so does one whose requests were refused. With a static field, what {@code @AfterAll} methods leave behind fails the
 * class in the same way.
 *
 * <pre>{@code
 * class ReconnectTest {
 *     @RegisterExtension
 *     final MockArmExtension arm = MockArmExtension.of(() -> MockArm.builder().auth(Auth.NONE));
 *
 *     @Test
 *     void aLockedServiceIsTriedAgain(MockArm mock) {
 *         mock.script(Scope.ANY, Step.answer("service-locked"));
 *         BackendReconnectAsyncClient client = new BackendReconnectClientBuilder()
 *                 .endpoint(mock.httpEndpoint().toString())
 *                 .buildAsyncClient();
 *         BackendId backend = BackendId.of("0f8fad5b-d9cb-469f-a165-70867728950e", "rg1", "apimService1", "proxybackend");
 *         StepVerifier.create(client.reconnect(backend)).verifyComplete();
 *     }
 * }
 * }</pre>
 *
 * <p>With the defaults, {@code @ExtendWith(MockArmExtension.class)} on the class is enough.
 */
@SuppressWarnings("exports") // users require JUnit themselves; modules without it never reference this class
public final class MockArmExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(MockArmExtension.class);

    private final Supplier<MockArmBuilder> settings;
    private final boolean failsOnRefusal;

    /** Creates an extension that starts mocks with the defaults of {@link MockArmBuilder}. */
    public MockArmExtension() {
        this(MockArm::builder, false);
    }

    private MockArmExtension(Supplier<MockArmBuilder> settings, boolean failsOnRefusal) {
        this.settings = settings;
        this.failsOnRefusal = failsOnRefusal;
    }

    /**
     * Returns an extension that starts mocks with other settings.
     *
     * @param settings creates a builder for each mock
     * @return the extension, for a {@code @RegisterExtension} field
     */
    public static MockArmExtension of(Supplier<MockArmBuilder> settings) {
        return new MockArmExtension(settings, false);
    }

    /**
     * Returns an extension with the same settings that also fails a test, or for {@code @AfterAll} methods the class, if
     * the mock refused one of its requests, as {@link MockArm#verifyNoneRefused()} does. A test that expects a refusal
     * calls {@link MockArm#reset()} after it has checked it; reading the journal is not enough.
     *
     * <pre>{@code
     * MockArmExtension arm = MockArmExtension.of(() -> MockArm.builder().auth(Auth.ISSUED)).failOnRefusal();
     * }</pre>
     *
     * @return the extension, for a {@code @RegisterExtension} field
     */
    public MockArmExtension failOnRefusal() {
        return new MockArmExtension(settings, true);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Held held = held(context);
        if (held != null) {
            // A nested class uses the mock of its enclosing class.
            held.anyTestRan.set(false);
        } else if (isStaticFieldOf(context.getRequiredTestClass())) {
            start(context);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (held(context) == null) {
            start(context);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Held held = held(context);
        if (held == null) {
            return;
        }
        held.anyTestRan.set(true);
        end(held, context);
    }

    /** Judges what arrived since the last reset, and closes the mock or resets it for the next test. */
    private void end(Held held, ExtensionContext context) {
        try {
            if (context.getExecutionException().isEmpty()) {
                verify(held.mock);
            }
        } finally {
            if (held.isOf(context)) {
                held.mock.close();
            } else {
                held.mock.reset();
            }
        }
    }

    private void verify(MockArm mock) {
        // First, since a refused request also leaves its script unused.
        if (failsOnRefusal) {
            mock.verifyNoneRefused();
        }
        mock.verifyScriptsUsed();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Held held = held(context);
        if (held == null) {
            return;
        }
        if (held.anyTestRan.get()) {
            // Only now, since JUnit calls @AfterAll methods after the last test, but before this.
            end(held, context);
        } else if (held.isOf(context)) {
            held.mock.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(MockArm.class);
    }

    @Override
    public MockArm resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Held held = held(context);
        if (held == null) {
            throw new ParameterResolutionException(
                    "The class has no mock, only its tests; to share one, register the extension in a static field");
        }
        return held.mock;
    }

    /** Returns whether this instance is registered for the class, and not for its tests. */
    private boolean isStaticFieldOf(Class<?> test) {
        return Stream.<Class<?>>iterate(test, Objects::nonNull, Class::getSuperclass)
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .filter(field -> field.getType().equals(MockArmExtension.class))
                .anyMatch(this::isIn);
    }

    private boolean isIn(Field field) {
        try {
            return field.trySetAccessible() && field.get(null) == this;
        } catch (IllegalAccessException e) {
            return false;
        }
    }

    private void start(ExtensionContext context) {
        context.getStore(NAMESPACE)
                .put(this, new Held(settings.get().start(), context.getUniqueId(), new AtomicBoolean()));
    }

    private @Nullable Held held(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(this, Held.class);
    }

    /**
     * A mock; contexts below the one it was started for also find it.
     *
     * @param owner the id of the test or class it was started for
     * @param anyTestRan whether a test has ended since the class or nested class began; before, its scripts are for the
     *     tests to come
     */
    private record Held(MockArm mock, String owner, AtomicBoolean anyTestRan) {
        boolean isOf(ExtensionContext context) {
            return owner.equals(context.getUniqueId());
        }
    }
}
