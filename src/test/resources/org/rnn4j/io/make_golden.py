"""Writes the golden files beside this script with the reference implementation of safetensors.

Made with safetensors 0.8.0 and numpy 2.4.6:  pip install safetensors numpy;  python make_golden.py
"""

import os

import numpy as np
from safetensors.numpy import save_file

HERE = os.path.dirname(os.path.abspath(__file__))


def path(name):
    return os.path.join(HERE, name)


# Every kind and shape the library knows, awkward names and awkward floats. One metadata entry, because the reference
# implementation keeps several in no fixed order.
odd = np.array([0x7FC00001, 0x7F800001, 0xFFC12345, 0x80000000, 0x00000001, 0x807FFFFF], dtype=np.uint32).view(np.float32)
save_file(
    {
        "matrix": np.arange(6, dtype=np.float32).reshape(2, 3) / 3,
        "row": np.array([[1.5, -2.5, 3.5]], dtype=np.float32),
        "vector": np.array([0.1, 0.2], dtype=np.float32),
        "scalar": np.array(7.25, dtype=np.float32),
        "odd floats": odd.reshape(3, 2),
        "empty": np.zeros((0, 4), dtype=np.float32),
        "가중치 \U0001F600 \"quoted\" \\ \x1f": np.array([[1]], dtype=np.float32),
        "state": np.array([-(2**63), 2**63 - 1, 0, -1], dtype=np.int64),
        "position": np.array(123456789012345, dtype=np.int64),
        "ids": np.array([-(2**31), 2**31 - 1, 0], dtype=np.int32),
    },
    path("golden.safetensors"),
    metadata={"설명 \U0001F680": "line\nbreak\ttab \u0007 / é"},
)

# What the library does not know, to be refused by name.
save_file({"half": np.zeros((2, 2), dtype=np.float16)}, path("golden-f16.safetensors"))
