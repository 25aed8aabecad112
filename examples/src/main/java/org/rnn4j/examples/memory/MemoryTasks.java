package org.rnn4j.examples.memory;

/** The tasks a command line can ask for. */
enum MemoryTasks {
    /** See {@link AddingTask}. */
    ADDING {
        @Override
        MemoryTask create(int steps, int batch, long windows, long seed) {
            return new AddingTask(steps, batch, windows, seed);
        }
    },
    /** See {@link CopyTask}. */
    COPY {
        @Override
        MemoryTask create(int steps, int batch, long windows, long seed) {
            return new CopyTask(steps, batch, windows, seed);
        }
    };

    /** {@return a sampler of the task} */
    abstract MemoryTask create(int steps, int batch, long windows, long seed);
}
