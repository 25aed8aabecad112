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

    /**
     * {@return whether many products of a single row are faster with a packed matrix} Where they are not, and a matrix is used where it
     * lies, nothing else changes.
     */
    default boolean packsForSingleRows() {
        return true;
    }

    /**
     * {@return whether {@link #multiplyTransposedA} of many terms takes no longer in parts of some hundred terms} Where so, a weight
     * gradient is made while its operands are still in the cache, and its bits are those of a sum of parts.
     */
    default boolean multipliesTransposedInParts() {
        return false;
    }

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

    /**
     * {@code Y[ids[idsOffset + i]] += X[i]} for each of the {@code m} rows of {@code X[m, n]}, in ascending order: the gradient of a
     * table whose rows were looked up. Y is <em>Modified</em> and must not overlap X.
     */
    void addRows(int m, int n, float[] x, int xOffset, int ldx, int[] ids, int idsOffset, float[] y, int yOffset, int ldy);

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

    // ---- cells -------------------------------------------------------------------------------------------------------
    //
    // What a cell does between its products, for some rows at once that follow each other without gaps. Every operation is
    // rounded as it is written here, so that all providers give the same bits.

    /**
     * A step of an LSTM behind its products:
     * <pre>
     *   i = σ(a_i)   f = σ(a_f)   g = tanh(a_g)   o = σ(a_o)
     *   c = fma(f, c', i·g)
     *   h = o·tanh(c)
     * </pre>
     *
     * @param x pre-activations {@code [rows, 4·size]} of i f g o
     * @param a activations {@code [rows, 4·size]} out; may be {@code x} at the same offset. <em>Modified</em>
     * @param h the next h, {@code [rows, size]} from {@code next} on. <em>Modified</em>
     * @param c the previous c from {@code previous} on, and the next from {@code next} on. <em>Modified</em>
     */
    void lstm(int rows, int size, float[] x, int xOffset, float[] a, int aOffset, float[] h, float[] c, int previous, int next);

    /**
     * Goes back through {@link #lstm}:
     * <pre>
     *   y = tanh(c)   dC = fma(dh·o, 1 − y², dc)
     *   da_i = dC·g·i·(1 − i)   da_f = dC·c'·f·(1 − f)   da_g = dC·i·(1 − g²)   da_o = dh·y·o·(1 − o)
     *   dc' = dC·f   dh' = 0
     * </pre>
     * where {@code 1 − y²} is {@code fma(−y, y, 1)} and products are taken from the left.
     *
     * @param a activations in, gradients of the pre-activations out. <em>Modified</em>
     * @param dh gradient of h in, {@code [rows, size]} from {@code unit} on; zero out: h' has the path of the products only. <em>Modified</em>
     * @param dc gradient of c in, of c' out. <em>Modified</em>
     */
    void lstmBackward(int rows, int size, float[] a, int aOffset, float[] c, int previous, int next, float[] dh, float[] dc, int unit);

    /**
     * {@code r = σ(a_r)}, {@code z = σ(a_z)}, {@code s = r·u}: the first half of a step of a GRU that resets the state.
     *
     * @param a pre-activations {@code [rows, 3·size]} of r z n in, of which r and z become activations. <em>Modified</em>
     * @param u h' as it enters the products, {@code [rows, size]}
     * @param s {@code [rows, size]}. <em>Modified</em>
     */
    void gruReset(int rows, int size, float[] a, int aOffset, float[] u, int uOffset, float[] s, int sOffset);

    /**
     * {@code n = tanh(a_n)}, {@code h = fma(z, n, (1 − z)·h')}: the second half of a step of a GRU.
     *
     * @param a {@code [rows, 3·size]}, in which n becomes an activation. <em>Modified</em>
     * @param h the previous h from {@code previous} on, and the next from {@code next} on. <em>Modified</em>
     */
    void gruUpdate(int rows, int size, float[] a, int aOffset, float[] h, int previous, int next);

    /**
     * Goes back through {@link #gruUpdate}: {@code da_z = dh·(n − h')·z·(1 − z)}, {@code da_n = dh·z·(1 − n²)},
     * {@code dh' = dh·(1 − z)}.
     *
     * @param a z and n in, their gradients out. <em>Modified</em>
     * @param dh gradient of h in, of h' out. <em>Modified</em>
     */
    void gruUpdateBackward(int rows, int size, float[] a, int aOffset, float[] h, int previous, float[] dh, int unit);

    /**
     * Goes back through {@link #gruReset}: {@code da_r = ds·u·r·(1 − r)}, {@code du = ds·r}.
     *
     * @param a r in, its gradient out. <em>Modified</em>
     * @param ds gradient of s in, of u out. <em>Modified</em>
     */
    void gruResetBackward(int rows, int size, float[] a, int aOffset, float[] u, int uOffset, float[] ds, int dsOffset);

    /**
     * A step of a GRU that resets the product {@code q = h'·W_hh}: {@code r = σ(a_r + q_r)}, {@code z = σ(a_z + q_z)},
     * {@code q_n = q_n + b}, {@code n = tanh(fma(r, q_n, a_n))}, {@code h = fma(z, n, (1 − z)·h')}.
     *
     * @param a pre-activations {@code [rows, 3·size]} of r z n in, activations out. <em>Modified</em>
     * @param q {@code [rows, 3·size]} from {@code aOffset} on. <em>Modified</em>
     * @param b {@code [size]}
     * @param h the previous h from {@code previous} on, and the next from {@code next} on. <em>Modified</em>
     */
    void gruAfter(int rows, int size, float[] a, float[] q, int aOffset, float[] b, float[] h, int previous, int next);

    /**
     * Goes back through {@link #gruAfter}: {@code da_z}, {@code da_n} and {@code dh'} as in {@link #gruUpdateBackward},
     * {@code da_r = da_n·q_n·r·(1 − r)}, and {@code dq = (da_r, da_z, da_n·r)}.
     *
     * @param a activations in, gradients of the pre-activations out. <em>Modified</em>
     * @param q what {@link #gruAfter} left in, its gradient out. <em>Modified</em>
     * @param dh gradient of h in, of h' out. <em>Modified</em>
     */
    void gruAfterBackward(int rows, int size, float[] a, float[] q, int aOffset, float[] h, int previous, float[] dh, int unit);

    /** {@code dx = dy·(1 − y²)}, {@code dy = 0}: back through {@code y = tanh(x)}. {@code dx} and {@code dy} are <em>Modified</em>. */
    void tanhBackward(int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset);
}
