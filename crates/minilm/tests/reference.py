"""Makes the reference vectors that `encoder.rs` compares with, by an implementation of its own: BERT's layers in
64-bit floats with numpy, token ids by Hugging Face's tokenizers.

    python3 -m venv v && v/bin/pip install numpy safetensors tokenizers onnx
    v/bin/python crates/minilm/tests/reference.py --weights model.onnx models/bge-small-en-v1.5 \
        crates/minilm/tests/bge-small-en-v1.5.json
    v/bin/python crates/minilm/tests/reference.py --tiny crates/minilm/tests/tiny crates/minilm/tests/tiny.json

The first folder has the tokenizer and the configuration; the weights are the original ones, before
`tools/model/pack.py` (its page says where they come from). With `--tiny` the folder is written first: a cased model of
pseudo-random weights with CLS pooling, which is small enough to lie in the repository.
"""

import json
import math
import sys
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer

TEXTS = [
    "How long should my CV be?",
    "what does a backend developer do all day",
    "Wie viel verdient man als Pfleger?",
    "An advocate who represents clients in court.",
    "naïve résumé, café — and a “smart” quote…",
    "C++, C#, .NET and Node.js: which one first (if any)?",
    "i'm 35, is it too late 2 switch careers??? 😀",
    "需要学位吗 degree",
    "Supercalifragilisticexpialidocious counterintelligence 0123456789",
    "CV",
    "One\tline,\nthen another.",
    "A long text that is cut off: " + "negotiate your salary before you sign the contract, then celebrate. " * 40,
]
TINY_TEXTS = ["Ask a Question", "ask a question?", "Éa as", "xyz", "", "a " * 40]
PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "A", "a", "##s", "##k", "##sk", "Q", "##uest", "##ion", "?", "É", "quest"]

sys.path.insert(0, str(Path(__file__).parents[3] / "tools/model"))
from pack import read_onnx  # noqa: E402

MAX_TOKENS = 256
"""Most tokens of a text where `sentence_bert_config.json` is absent."""

erf = np.vectorize(math.erf, otypes=[float])


class Bert:
    """A BERT encoder with pooling and normalization, as Sentence Transformers has it."""

    def __init__(self, folder, weights):
        read = lambda name: json.loads((folder / name).read_text())
        self.config = read("config.json")
        self.cls = read("1_Pooling/config.json")["pooling_mode_cls_token"]
        self.tensors = {k: v.astype(np.float64) for k, v in weights.items()}
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        sentence = folder / "sentence_bert_config.json"
        length = json.loads(sentence.read_text())["max_seq_length"] if sentence.exists() else MAX_TOKENS
        self.tokenizer.enable_truncation(length)

    def dense(self, x, name):
        return x @ self.tensors[f"{name}.weight"].T + self.tensors[f"{name}.bias"]

    def norm(self, x, name):
        x = x - x.mean(-1, keepdims=True)
        x = x / np.sqrt((x * x).mean(-1, keepdims=True) + self.config["layer_norm_eps"])
        return x * self.tensors[f"{name}.weight"] + self.tensors[f"{name}.bias"]

    def attention(self, x, name):
        heads = self.config["num_attention_heads"]
        split = lambda y: y.reshape(len(y), heads, -1).transpose(1, 0, 2)
        q, k, v = (split(self.dense(x, f"{name}.self.{part}")) for part in ("query", "key", "value"))
        scores = q @ k.transpose(0, 2, 1) / math.sqrt(q.shape[-1])
        weights = np.exp(scores - scores.max(-1, keepdims=True))
        weights /= weights.sum(-1, keepdims=True)
        return self.dense((weights @ v).transpose(1, 0, 2).reshape(len(x), -1), f"{name}.output.dense")

    def encode(self, text):
        ids = self.tokenizer.encode(text).ids
        x = self.tensors["embeddings.word_embeddings.weight"][ids]
        x = x + self.tensors["embeddings.position_embeddings.weight"][: len(ids)]
        x = self.norm(x + self.tensors["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for at in range(self.config["num_hidden_layers"]):
            layer = f"encoder.layer.{at}"
            x = self.norm(x + self.attention(x, f"{layer}.attention"), f"{layer}.attention.output.LayerNorm")
            inner = self.dense(x, f"{layer}.intermediate.dense")
            inner = inner * 0.5 * (1 + erf(inner / math.sqrt(2)))
            x = self.norm(x + self.dense(inner, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
        pooled = x[0] if self.cls else x.mean(0)
        return pooled / np.linalg.norm(pooled)


def write_tiny(folder):
    width, inner, layers, positions = 32, 48, 2, 24
    random = np.random.default_rng(7)
    normal = lambda *shape: random.normal(0, 0.4, shape).astype(np.float32)
    tensors = {
        "embeddings.word_embeddings.weight": normal(len(PIECES), width),
        "embeddings.position_embeddings.weight": normal(positions, width),
        "embeddings.token_type_embeddings.weight": normal(1, width),
    }
    norms = ["embeddings.LayerNorm"]
    for at in range(layers):
        layer = f"encoder.layer.{at}"
        norms += [f"{layer}.attention.output.LayerNorm", f"{layer}.output.LayerNorm"]
        shapes = [(f"{layer}.attention.self.{part}", width, width) for part in ("query", "key", "value")]
        shapes += [(f"{layer}.attention.output.dense", width, width)]
        shapes += [(f"{layer}.intermediate.dense", width, inner), (f"{layer}.output.dense", inner, width)]
        for name, inputs, outputs in shapes:
            tensors |= {f"{name}.weight": normal(outputs, inputs), f"{name}.bias": normal(outputs)}
    for name in norms:
        tensors |= {f"{name}.weight": 1 + normal(width), f"{name}.bias": normal(width)}
    config = {
        "model_type": "bert",
        "hidden_act": "gelu",
        "num_hidden_layers": layers,
        "num_attention_heads": 2,
        "hidden_size": width,
        "intermediate_size": inner,
        "max_position_embeddings": positions,
        "vocab_size": len(PIECES),
        "type_vocab_size": 1,
        "layer_norm_eps": 1e-6,
    }
    special = {"[CLS]": {"id": "[CLS]", "ids": [2], "tokens": ["[CLS]"]}, "[SEP]": {"id": "[SEP]", "ids": [3], "tokens": ["[SEP]"]}}
    marked = [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "[SEP]", "type_id": 0}}]
    tokenizer = {
        "version": "1.0",
        "added_tokens": [],
        "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None, "lowercase": False},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {"type": "TemplateProcessing", "single": marked, "pair": marked, "special_tokens": special},
        "model": {
            "type": "WordPiece",
            "unk_token": "[UNK]",
            "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100,
            "vocab": {piece: at for at, piece in enumerate(PIECES)},
        },
    }
    (folder / "1_Pooling").mkdir(parents=True, exist_ok=True)
    save_file(tensors, folder / "model.safetensors")
    for name, content in (
        ("config.json", config),
        ("tokenizer.json", tokenizer),
        ("sentence_bert_config.json", {"max_seq_length": 16}),
        ("1_Pooling/config.json", {"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}),
    ):
        (folder / name).write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def main():
    *options, folder, target = sys.argv[1:]
    folder, texts = Path(folder), TEXTS
    if options == ["--tiny"]:
        write_tiny(folder)
        texts = TINY_TEXTS
    weights = read_onnx(options[1]) if options[:1] == ["--weights"] else load_file(folder / "model.safetensors")
    bert = Bert(folder, weights)
    rounded = lambda vector: [round(float(value), 5) for value in vector]
    lines = [json.dumps({"text": text, "vector": rounded(bert.encode(text))}, ensure_ascii=False) for text in texts]
    Path(target).write_text("[\n" + ",\n".join(lines) + "\n]\n")


if __name__ == "__main__":
    main()
