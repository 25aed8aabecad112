"""Prints the numbers of Xoshiro256Test: xoshiro256++ and SplitMix64 as their authors publish them (https://prng.di.unimi.it)."""

MASK = (1 << 64) - 1


def rotate(x, k):
    return ((x << k) | (x >> (64 - k))) & MASK


def xoshiro(s):
    while True:
        yield (rotate((s[0] + s[3]) & MASK, 23) + s[0]) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotate(s[3], 45)


def split_mix(x):
    while True:
        x = (x + 0x9E3779B97F4A7C15) & MASK
        z = x
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield z ^ (z >> 31)


def first(count, numbers):
    return [f"0x{next(numbers):016x}L" for _ in range(count)]


print("state 1 2 3 4:", *first(8, xoshiro([1, 2, 3, 4])))
for seed in (0, 42, -1):
    mix = split_mix(seed & MASK)
    state = [next(mix) for _ in range(4)]
    print(f"seed {seed}: state", *(f"0x{s:016x}L" for s in state), "numbers", *first(4, xoshiro(list(state))))
