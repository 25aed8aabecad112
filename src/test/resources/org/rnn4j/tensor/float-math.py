"""Derives the coefficients of org.rnn4j.tensor.FloatMath. Needs mpmath; prints them rounded to float, in hexadecimal.

Minimax fits by the Remez exchange algorithm in 60 digits, started from iteratively reweighted least squares.
"""
import struct

from mpmath import mp, mpf, matrix, lu_solve, qr_solve

mp.dps = 60


def rational(p, q, x):
    return mp.polyval(p[::-1], x) / mp.polyval(q[::-1], x)


def alternation(error):
    """Indices of the extrema of alternating sign."""
    found = []
    for i, e in enumerate(error):
        near = [error[k] for k in (i - 1, i + 1) if 0 <= k < len(error)]
        if any(v * e > 0 and abs(v) > abs(e) for v in near):
            continue
        if found and error[found[-1]] * e > 0:
            if abs(e) > abs(error[found[-1]]):
                found[-1] = i
        else:
            found.append(i)
    return found


def start(f, weight, a, b, n, d):
    m = 4 * (n + d + 2)
    xs = [(a + b) / 2 - (b - a) / 2 * mp.cos(mp.pi * (2 * i + 1) / (2 * m)) for i in range(m)]
    q, lawson = [mpf(1)] + [mpf(0)] * d, [mpf(1)] * m
    for iteration in range(40):
        left, right = matrix(m, n + 1 + d), matrix(m, 1)
        for i, x in enumerate(xs):
            s = mp.sqrt(lawson[i]) * weight(x) / abs(mp.polyval(q[::-1], x))
            for j in range(n + 1):
                left[i, j] = s * x ** j
            for j in range(1, d + 1):
                left[i, n + j] = -s * f(x) * x ** j
            right[i] = s * f(x)
        solution, _ = qr_solve(left, right)
        p = [solution[j] for j in range(n + 1)]
        q = [mpf(1)] + [solution[n + j] for j in range(1, d + 1)]
        if iteration > 4:
            error = [abs(weight(x) * (rational(p, q, x) - f(x))) for x in xs]
            lawson = [w * e / max(error) + mpf(10) ** -30 for w, e in zip(lawson, error)]
            lawson = [w / sum(lawson) * m for w in lawson]
    return p, q


def remez(f, weight, a, b, n, d):
    """The P/Q of degrees n and d, Q(0) = 1, with the least max |weight (P/Q - f)| on [a, b]."""
    a, b = mpf(a), mpf(b)
    grid = [(a + b) / 2 - (b - a) / 2 * mp.cos(mp.pi * i / mpf(1200)) for i in range(1201)]
    p, q = start(f, weight, a, b, n, d)
    size = n + d + 2
    for _ in range(20):
        error = [weight(x) * (rational(p, q, x) - f(x)) for x in grid]
        extrema = alternation(error)
        while len(extrema) > size:
            extrema.pop(0 if abs(error[extrema[0]]) < abs(error[extrema[-1]]) else -1)
        assert len(extrema) == size, "the error does not alternate often enough"
        level = sum((-1) ** i * error[k] for i, k in enumerate(extrema)) / size
        if max(map(abs, error)) <= abs(level) * mpf("1.000001"):
            break
        for _ in range(30):                                     # Newton for equal errors at the extrema
            left, right = matrix(size, size), matrix(size, 1)
            for i, k in enumerate(extrema):
                x, s = grid[k], (-1) ** i
                target = f(x) + s * level / weight(x)
                for j in range(n + 1):
                    left[i, j] = x ** j
                for j in range(1, d + 1):
                    left[i, n + j] = -target * x ** j
                left[i, size - 1] = -s / weight(x) * mp.polyval(q[::-1], x)
                right[i] = target * mp.polyval(q[::-1], x) - mp.polyval(p[::-1], x)
            step = lu_solve(left, right)
            p = [v + step[j] for j, v in enumerate(p)]
            q = q[:1] + [v + step[n + 1 + j] for j, v in enumerate(q[1:])]
            level += step[size - 1]
            if abs(step[size - 1]) < abs(level) * mpf(10) ** -20:
                break
    return p, q, max(map(abs, error))


def show(name, values):
    print(name, [struct.unpack("f", struct.pack("f", float(v)))[0].hex() for v in values])


# 2 tanh(x/2) / x in u = x^2. The weight is relative error, less where 2t/(1+t^2) damps it, more near 0 to pin P(0) = 1.
def half(u):
    return 2 * mp.tanh(mp.sqrt(u) / 2) / mp.sqrt(u) if u else mpf(1)


def damped(u):
    t = mp.tanh(mp.sqrt(u) / 2)
    return (1 + 30 * mp.exp(-400 * u)) * max((1 - t * t) / (1 + t * t), mpf("0.004")) / half(u)


P, Q, worst = remez(half, damped, 0, mpf("8.4") ** 2, 2, 3)
print("tanh: weighted error in units of 2^-24:", mp.nstr(worst * 2 ** 24, 4))
show("1 P1 P2", P)
show("1 Q1 Q2 Q3", Q)


# (exp(r) - 1 - r) / r^2; the weight is the relative error of exp(r).
def rest(r):
    return (mp.expm1(r) - r) / r ** 2 if abs(r) > mpf("1e-20") else mpf(1) / 2


limit = mp.log(2) * mpf("1.0001")
P, _, worst = remez(rest, lambda r: max(r * r, mpf("1e-4")) / mp.exp(r), -limit, limit, 5, 0)
print("exp: relative error in units of 2^-24:", mp.nstr(worst * 2 ** 24, 4))
show("E2 .. E7", P)

two_ln2 = 2 * mp.log(2)
high = mp.floor(two_ln2 * 2 ** 15) / 2 ** 15
show("2ln2 high, low, inverse", [high, two_ln2 - high, 1 / two_ln2])


# (2^r - 1) / r; the weight is the relative error of 2^r, and less than enough near 0, where the error vanishes anyway.
def exp2_rest(r):
    return mp.expm1(r * mp.log(2)) / r if abs(r) > mpf("1e-20") else mp.log(2)


half_step = mpf("0.5001")
P, _, worst = remez(exp2_rest, lambda r: max(abs(r), mpf("1e-3")) / mpf(2) ** r, -half_step, half_step, 4, 0)
print("2^r: relative error in units of 2^-24:", mp.nstr(worst * 2 ** 24, 4))
show("C1 .. C5", P)
show("log2 e", [1 / mp.log(2)])
