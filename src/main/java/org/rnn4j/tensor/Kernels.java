package org.rnn4j.tensor;

/**
 * The arithmetic everything else is built from, on row-major blocks of {@code float}.
 *
 * <p>A block is {@code (float[] data, int offset, int leadingDimension)}: element {@code (i, j)} is
 * {@code data[offset + i * leadingDimension + j]}. Sizes are {@code m} rows and {@code n} columns of the result and
 * {@code k} summed terms, as in BLAS. Arguments are trusted: callers check shapes once, at the public edge.
 *
 * <p><b>The order of a sum.</b> How an element of a product or of a column sum is added up depends on the number of terms
 * only, never on {@code m}, {@code n} or where in the block the element stands. Work can therefore be split by rows or by
 * columns of the result, over any number of threads, without changing a single bit. {@link #multiply} and
 * {@link #multiplyPacked} add up alike, so that a sequence taken step by step has the bits of one taken whole. Likewise an
 * element-wise function gives the same bits wherever its argument stands in the array.
 *
 * <p>Implementations hold no state that a caller can see, so one object serves all threads. None of the methods allocates once it
 * is warm; what they need to lay operands out they keep in a pool of their own.
 *
 * @see KernelProvider
 */
public interface Kernels {

    /** {@return the provider's name: {@code vector}, {@code scalar} or {@code ejml}} */
    String name();

    // ---- matrix products ---------------------------------------------------------------------------------------------

    /** {@return the number of floats that a packed {@code [k, n]} matrix takes} */
    int packedLength(int k, int n);

    /** Lays {@code b[k, n]} out for {@link #multiplyPacked}. {@code packed} is <em>Modified</em>. */
    void pack(int k, int n, float[] b, int bOffset, int ldb, float[] packed);

    /** Lays the transpose of {@code b[n, k]} out as a {@code [k, n]} matrix. {@code packed} is <em>Modified</em>. */
    void packTransposed(int k, int n, float[] b, int bOffset, int ldb, float[] packed);

    /**
     * {@code C[m, n] = A[m, k] · B[k, n]}, added to what is in C when {@code accumulate} is true. B was packed with the same
     * {@code k} and {@code n}. C is <em>Modified</em> and must not overlap A.
     */
    void multiplyPacked(int m, int n, int k, float[] a, int aOffset, int lda, float[] packed,
                        boolean accumulate, float[] c, int cOffset, int ldc);

    /** {@code C[m, n] (+)= A[m, k] · B[k, n]} without packing; meant for few rows, above all {@code m = 1}. C is <em>Modified</em>. */
    void multiply(int m, int n, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb,
                  boolean accumulate, float[] c, int cOffset, int ldc);

    /** {@code C[m, n] (+)= A[m, k] · B[n, k]ᵀ} without packing; meant for few rows. C is <em>Modified</em>. */
    void multiplyTransposedB(int m, int n, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb,
                             boolean accumulate, float[] c, int cOffset, int ldc);

    /**
     * {@code C[m, n] (+)= A[k, m]ᵀ · B[k, n]}: the shape of a weight gradient, where {@code k} counts the rows of all steps and
     * is the large one. C is <em>Modified</em>.
     */
    void multiplyTransposedA(int m, int n, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb,
                             boolean accumulate, float[] c, int cOffset, int ldc);

    // ---- rows and columns --------------------------------------------------------------------------------------------

    /** {@code sum[j] += Σ_i A[i, j]}, rows in ascending order. {@code sum} is <em>Modified</em>. */
    void addColumnSums(int m, int n, float[] a, int aOffset, int lda, float[] sum, int sumOffset);

    // ---- element by element ------------------------------------------------------------------------------------------

    /** {@code y += x}. {@code y} is <em>Modified</em>. */
    void add(int n, float[] x, int xOffset, float[] y, int yOffset);

    /** {@code y *= factor}. {@code y} is <em>Modified</em>. */
    void scale(int n, float factor, float[] y, int yOffset);

    /** {@code y = tanh(x)}, see {@link FloatMath#tanh}. {@code y} is <em>Modified</em> and may be {@code x} at the same offset. */
    void tanh(int n, float[] x, int xOffset, float[] y, int yOffset);

    /** {@code y = σ(x)}, see {@link FloatMath#sigmoid}. {@code y} is <em>Modified</em> and may be {@code x} at the same offset. */
    void sigmoid(int n, float[] x, int xOffset, float[] y, int yOffset);

    /**
     * {@code y = softmax(x)}, stable for any finite {@code x}: the maximum is subtracted first. {@code y} is
     * <em>Modified</em> and may be {@code x} at the same offset.
     *
     * @return {@code ln Σ exp(x)}; NaN when an {@code x} is NaN or positive infinity
     */
    double softmax(int n, float[] x, int xOffset, float[] y, int yOffset);

    /** {@return {@code Σ x²}, accumulated in double; not finite exactly when an {@code x} is not} */
    double sumOfSquares(int n, float[] x, int xOffset);
}
