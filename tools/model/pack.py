"""Packs the weights of a BERT encoder for `crates/minilm`: matrices as 8-bit integers with one scale for each row
(tensor `NAME` of type I8, tensor `NAME.scale` of type F32), everything else as 32-bit floats.

    python3 -m venv v && v/bin/pip install numpy safetensors onnx
    v/bin/python tools/model/pack.py model.onnx models/bge-small-en-v1.5/model.safetensors

The input is either a `model.safetensors` with the tensor names of Hugging Face's BERT, or an ONNX export of such a
model, in 32-bit floats or dynamically quantized to 8 bits (`onnx` is needed for these alone).
"""

import sys
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

LARGEST = 127
"""Largest absolute value of a quantized weight."""
SMALL = 10_000
"""Matrices with at most so many values stay floats, such as the token types."""
UNUSED = ("pooler", "position_ids")
"""Parts of the names of tensors that the encoder does not read."""


def read_onnx(path):
    """Returns the weights of an ONNX export by their names in the original model."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(path).graph
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    consumers = {}
    for node in graph.node:
        for name in node.input:
            consumers.setdefault(name, []).append(node)

    def dense_name(product):
        """Names the weight of a product after the bias that is added to it: the export has lost its name."""
        node = product
        while node.op_type != "Add":
            (node,) = consumers[node.output[0]]
        (bias,) = (name for name in node.input if name.endswith(".bias"))
        return bias.removesuffix("bias") + "weight"

    weights = {}
    for name, values in stored.items():
        base = name.removesuffix("_quantized")
        if base != name:
            scale, zero = (stored[base + part].astype(np.float32) for part in ("_scale", "_zero_point"))
            values = (values.astype(np.float32) - zero) * scale
        products = [node for node in consumers.get(name, []) if node.op_type in ("MatMul", "MatMulInteger")]
        if products:
            # ONNX has one column for each output, BERT one row.
            weights[dense_name(products[0])] = values.T
        elif "." in base and not base.endswith(("_scale", "_zero_point")):
            weights[base] = values
    return weights


def quantize(matrix):
    """Returns the rows as integers, and the scale of each row."""
    largest = np.maximum(np.abs(matrix).max(axis=1), np.finfo(np.float32).tiny)
    scale = (largest / np.float32(LARGEST)).astype(np.float32)
    return np.clip(np.rint(matrix / scale[:, None]), -LARGEST, LARGEST).astype(np.int8), scale


def main():
    source, target = map(Path, sys.argv[1:])
    weights = read_onnx(source) if source.suffix == ".onnx" else load_file(source)
    packed = {}
    for name, values in weights.items():
        if any(part in name for part in UNUSED):
            continue
        name = name.removeprefix("bert.")
        values = np.ascontiguousarray(values, dtype=np.float32)
        if values.ndim == 2 and values.size > SMALL and "position_embeddings" not in name:
            packed[name], packed[f"{name}.scale"] = quantize(values)
        else:
            packed[name] = values
    save_file(packed, target, metadata={"format": "pt"})
    print(f"{target}: {len(packed)} tensors, {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
