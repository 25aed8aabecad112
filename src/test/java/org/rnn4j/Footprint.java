package org.rnn4j;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** Adds up the arrays of numbers that can be reached from an object by way of the library's own objects, EJML's, lists and maps. */
final class Footprint {

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private long bytes;

    /** {@return the bytes of all of them; an array that is reached twice counts once} */
    static long of(Object... roots) {
        Footprint footprint = new Footprint();
        footprint.visit(roots);
        return footprint.bytes;
    }

    private void visit(Object object) {
        if (object == null || !seen.add(object)) {
            return;
        }
        Class<?> type = object.getClass();
        if (type.isArray()) {
            visitArray(object, type.getComponentType());
        } else if (object instanceof Iterable<?> items) {
            items.forEach(this::visit);
        } else if (object instanceof Map<?, ?> map) {
            map.values().forEach(this::visit);
        }
        for (Class<?> part = type; part != null; part = part.getSuperclass()) {
            if (part.getName().startsWith("org.rnn4j") || part.getName().startsWith("org.ejml")) {
                visitFields(object, part);
            }
        }
    }

    private void visitArray(Object array, Class<?> element) {
        int length = Array.getLength(array);
        if (element == float.class || element == int.class) {
            bytes += 4L * length;
        } else if (element == double.class || element == long.class) {
            bytes += 8L * length;
        } else if (element == boolean.class || element == byte.class) {
            bytes += length;
        } else if (!element.isPrimitive()) {
            for (Object item : (Object[]) array) {
                visit(item);
            }
        }
    }

    private void visitFields(Object object, Class<?> part) {
        for (Field field : part.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                try {
                    field.setAccessible(true);
                    visit(field.get(object));
                } catch (IllegalAccessException e) {
                    throw new AssertionError(field.toString(), e);
                }
            }
        }
    }
}
