package io.github.apimreconnect.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The public API of a package as text: one line for each type and member that outside code can use. */
final class ApiText {
    /** Members that every record, enum or value type has, so not worth listing. */
    private static final Set<String> OF_EVERY_TYPE = Set.of("equals", "hashCode", "toString", "valueOf", "values");

    private final StringBuilder text = new StringBuilder();

    private ApiText() {}

    /** Returns the sorted API of a type's package. */
    static String of(Class<?> type) {
        ApiText api = new ApiText();
        typesBeside(type).forEach(api::add);
        return api.text.toString();
    }

    private static List<Class<?>> typesBeside(Class<?> type) {
        String folder = type.getPackageName().replace('.', '/');
        try (Stream<Path> files = Files.list(classes(type).resolve(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                    .<Class<?>>map(name -> named(type, name.substring(0, name.length() - ".class".length())))
                    .filter(ApiText::isVisible)
                    .sorted(Comparator.comparing(Class::getName))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the folder of the module's classes, even if its jar is on the class path. */
    private static Path classes(Class<?> type) {
        try {
            Path from = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            return Files.isDirectory(from) ? from : from.resolveSibling("classes");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> named(Class<?> beside, String name) {
        try {
            return Class.forName(beside.getPackageName() + "." + name, false, beside.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isVisible(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return isVisible(type.getModifiers())
                && !type.isAnonymousClass()
                && !type.isLocalClass()
                && (outer == null || isVisible(outer));
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private void add(Class<?> type) {
        text.append(text.length() == 0 ? "" : "\n").append(head(type)).append('\n');
        members(type).forEach(line -> text.append("    ").append(line).append('\n'));
    }

    private static String head(Class<?> type) {
        String kind = type.isRecord()
                ? "record"
                : type.isEnum()
                        ? "enum"
                        : type.isInterface() ? (type.isSealed() ? "sealed interface" : "interface") : classKind(type);
        List<String> parents = new ArrayList<>();
        if (type.getAnnotatedSuperclass() != null
                && !type.isRecord()
                && !type.isEnum()
                && type.getSuperclass() != Object.class) {
            parents.add(simple(type.getAnnotatedSuperclass()));
        }
        Arrays.stream(type.getAnnotatedInterfaces()).map(ApiText::simple).forEach(parents::add);
        return kind + " " + simple(type.getName()) + (parents.isEmpty() ? "" : " : " + String.join(", ", parents));
    }

    private static String classKind(Class<?> type) {
        return (Modifier.isFinal(type.getModifiers()) ? "final " : "")
                + (Modifier.isAbstract(type.getModifiers()) ? "abstract " : "") + "class";
    }

    private static List<String> members(Class<?> type) {
        List<String> lines = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (isVisible(field.getModifiers()) && !field.isSynthetic()) {
                lines.add(modifiers(field.getModifiers()) + simple(field.getAnnotatedType()) + " " + field.getName());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isVisible(constructor.getModifiers()) && !constructor.isSynthetic()) {
                lines.add("new" + parameters(constructor));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isVisible(method.getModifiers())
                    && !method.isSynthetic()
                    && !OF_EVERY_TYPE.contains(method.getName())) {
                lines.add(modifiers(method.getModifiers()) + generics(method) + simple(method.getAnnotatedReturnType())
                        + " " + method.getName() + parameters(method));
            }
        }
        lines.sort(Comparator.naturalOrder());
        return lines;
    }

    private static String modifiers(int modifiers) {
        return (Modifier.isProtected(modifiers) ? "protected " : "") + (Modifier.isStatic(modifiers) ? "static " : "");
    }

    private static String generics(Method method) {
        return method.getTypeParameters().length == 0
                ? ""
                : Arrays.stream(method.getTypeParameters())
                        .map(Object::toString)
                        .collect(Collectors.joining(", ", "<", "> "));
    }

    private static String parameters(Executable executable) {
        String thrown = Arrays.stream(executable.getAnnotatedExceptionTypes())
                .map(ApiText::simple)
                .collect(Collectors.joining(", "));
        return Arrays.stream(executable.getAnnotatedParameterTypes())
                        .map(ApiText::simple)
                        .collect(Collectors.joining(", ", "(", ")"))
                + (thrown.isEmpty() ? "" : " throws " + thrown);
    }

    private static String simple(@Nullable AnnotatedType type) {
        return type == null ? "" : simple(type.toString());
    }

    /** Drops package names: an API with two types of the same simple name should be changed anyway. */
    private static String simple(String name) {
        return name.replaceAll("@org\\.jspecify\\.annotations\\.Nullable(?:\\(\\))? ?", "@Nullable ")
                .replaceAll("(?:[a-z]\\w*\\.)+(?=@?[A-Z])", "")
                .replace('$', '.');
    }
}
