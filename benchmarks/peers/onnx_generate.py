"""ONNX Runtime on the CPU: a symbol in, the likeliest next one out, batch 1. The graph has one LSTM node for each layer."""
import sys

import common

chosen = common.options(__doc__, steps=1000, warmup=2000)
onnx = common.require("onnx")
runtime = common.require("onnxruntime")
import numpy
from onnx import TensorProto, helper, numpy_helper

if chosen.cell != "lstm":
    print("not supported: only the LSTM is written as a graph", file=sys.stderr)
    sys.exit(3)
random = numpy.random.default_rng(chosen.seed)
bound = chosen.hidden ** -0.5
constants, nodes, carried_in, carried_out = [], [], [], []


def constant(name, *shape):
    values = random.uniform(-bound, bound, shape).astype(numpy.float32)
    constants.append(numpy_helper.from_array(values, name))
    return name


constants.append(numpy_helper.from_array(numpy.array([1], numpy.int64), "directions"))
flow = "x"
for k in range(chosen.layers):
    width = chosen.vocab if k == 0 else chosen.hidden
    operands = [flow, constant(f"w{k}", 1, 4 * chosen.hidden, width), constant(f"r{k}", 1, 4 * chosen.hidden, chosen.hidden),
                constant(f"b{k}", 1, 8 * chosen.hidden), "", f"h{k}", f"c{k}"]
    nodes.append(helper.make_node("LSTM", operands, [f"y{k}", f"h{k}_next", f"c{k}_next"], hidden_size=chosen.hidden))
    nodes.append(helper.make_node("Squeeze", [f"y{k}", "directions"], [f"z{k}"]))
    carried_in += [f"h{k}", f"c{k}"]
    carried_out += [f"h{k}_next", f"c{k}_next"]
    flow = f"z{k}"
nodes.append(helper.make_node("MatMul", [flow, constant("head", chosen.hidden, chosen.vocab)], ["product"]))
nodes.append(helper.make_node("Add", ["product", constant("bias", chosen.vocab)], ["logits"]))


def described(names, *shape):
    return [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name in names]


graph = helper.make_graph(nodes, "language_model", described(["x"], 1, 1, chosen.vocab) + described(carried_in, 1, 1, chosen.hidden),
                          described(["logits"], 1, 1, chosen.vocab) + described(carried_out, 1, 1, chosen.hidden), constants)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
model.ir_version = 9
settings = runtime.SessionOptions()
settings.intra_op_num_threads = chosen.threads
settings.inter_op_num_threads = 1
session = runtime.InferenceSession(model.SerializeToString(), settings, providers=["CPUExecutionProvider"])
one_hot = numpy.eye(chosen.vocab, dtype=numpy.float32).reshape(chosen.vocab, 1, 1, chosen.vocab)
feed = {name: numpy.zeros((1, 1, chosen.hidden), numpy.float32) for name in carried_in}
feed["x"] = one_hot[1]


def symbol():
    logits, *states = session.run(None, feed)
    feed.update(zip(carried_in, states))
    feed["x"] = one_hot[int(logits.argmax())]


common.generate("onnxruntime " + runtime.__version__, chosen, symbol)
