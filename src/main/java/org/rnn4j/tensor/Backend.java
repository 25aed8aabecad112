package org.rnn4j.tensor;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * What computes: the {@link Kernels} and the {@link Workers} that share the rows of a batch. Results do not depend on the
 * number of workers, and between kernels they differ by rounding only.
 *
 * @param kernels the arithmetic
 * @param workers the threads
 */
public record Backend(Kernels kernels, Workers workers) {

    /** The system property that names a kernel provider: {@code vector}, {@code scalar} or {@code ejml}. */
    public static final String KERNELS_PROPERTY = "org.rnn4j.kernels";

    /**
     * {@return the fastest kernels of this JVM, or those that the system property names, on the calling thread alone}
     *
     * @throws IllegalArgumentException when the property names kernels that do not exist or cannot run here
     */
    public static Backend standard() {
        return new Backend(Chosen.kernels(), Workers.serial());
    }

    /**
     * {@return the fastest kernels of this JVM, or those that the system property names, with the given workers, which the caller
     * closes}
     *
     * @throws IllegalArgumentException when the property names kernels that do not exist or cannot run here
     */
    public static Backend standard(Workers workers) {
        return new Backend(Chosen.kernels(), workers);
    }

    /**
     * {@return the kernels of the named provider}
     *
     * @throws IllegalArgumentException when there is no such provider, or when it cannot run here
     */
    public static Kernels kernels(String name) {
        List<KernelProvider> providers = providers();
        for (KernelProvider provider : providers) {
            if (provider.name().equals(name)) {
                String reason = provider.unavailableBecause();
                if (reason != null) {
                    throw new IllegalArgumentException("kernels '" + name + "' cannot run here: " + reason);
                }
                return provider.create();
            }
        }
        String known = providers.stream().map(KernelProvider::name).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("kernels '" + name + "': expected one of " + known);
    }

    private static List<KernelProvider> providers() {
        return ServiceLoader.load(KernelProvider.class, KernelProvider.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparingInt(KernelProvider::priority).reversed())
                .toList();
    }

    /** Chosen once, when first asked for. A forced provider that cannot run is told each time, and not as an error of class loading. */
    private static final class Chosen {

        private static final Kernels KERNELS;
        private static final String REFUSAL;

        static {
            Kernels kernels = null;
            String refusal = null;
            try {
                kernels = choose();
            } catch (IllegalArgumentException e) {
                refusal = "-D" + KERNELS_PROPERTY + ": " + e.getMessage();
            }
            KERNELS = kernels;
            REFUSAL = refusal;
        }

        static Kernels kernels() {
            if (REFUSAL != null) {
                throw new IllegalArgumentException(REFUSAL);
            }
            return KERNELS;
        }

        private static Kernels choose() {
            String forced = System.getProperty(KERNELS_PROPERTY);
            if (forced != null) {
                return Backend.kernels(forced);
            }
            System.Logger log = System.getLogger(Backend.class.getName());
            for (KernelProvider provider : providers()) {
                if (provider.priority() < 0) {
                    continue;
                }
                String reason = provider.unavailableBecause();
                if (reason == null) {
                    return provider.create();
                }
                log.log(System.Logger.Level.INFO, "faster kernels ''{0}'' are not in use: {1}", provider.name(), reason);
            }
            throw new IllegalStateException("no kernel provider found; is META-INF/services/"
                    + KernelProvider.class.getName() + " missing from a repackaged jar?");
        }
    }
}
