"""Makes `table.bin`: for about 16,000 English word stems, 128 numbers that say what each means.

A static distillation of all-MiniLM-L6-v2 (Apache-2.0), after the idea of Model2Vec (Tulkens & van Dongen
2024): the model reads every word alone, which gives the first vectors; then ridge regression moves them so
that the sum of a short text's words points where the model puts the text as a whole. The texts are only
read here: none of them is in the table.

    python3 -m venv v && v/bin/pip install numpy scipy safetensors tokenizers snowballstemmer==2.2.0
    apt-get download wordnet-base && dpkg -x wordnet-base*.deb wordnet
    v/bin/python tools/distil/distil.py MODEL wordnet/usr/share/wordnet knowledge src/search/index/word_vectors/table.bin

MODEL is a folder with `model.safetensors` and `tokenizer.json`. Short texts are WordNet's glosses and
examples, the one-line descriptions of Debian's packages as `apt-cache dumpavail` prints them, and the
sentences of `knowledge` (never its golden questions). About half an hour on one core.
snowballstemmer 2.2.0 stems as the search does.
"""

import json
import random
import re
import struct
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import scipy.sparse
import snowballstemmer
from safetensors.numpy import load_file
from scipy.special import erf
from tokenizers import Tokenizer

WIDTH = 128
HEADS = 12
GLOSSES, EXAMPLES, PACKAGES, SENTENCES = 20_000, 16_000, 12_000, 12_000
RARE = 1e-3  # how fast common words fade: a / (a + p), smooth inverse frequency (Arora et al. 2017)
RIDGE = 0.03
ROUNDS = 40


class Model:
    """BERT's layers and the mean of the last one's words."""

    def __init__(self, folder):
        self.t = {k: v.astype(np.float32) for k, v in load_file(folder / "model.safetensors").items()}
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def linear(self, x, name):
        return x @ self.t[f"{name}.weight"].T + self.t[f"{name}.bias"]

    def norm(self, x, name):
        x = x - x.mean(-1, keepdims=True)
        x = x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12)
        return x * self.t[f"{name}.weight"] + self.t[f"{name}.bias"]

    def layers(self, ids):
        n, length = ids.shape
        x = self.t["embeddings.word_embeddings.weight"][ids]
        x = x + self.t["embeddings.position_embeddings.weight"][:length]
        x = self.norm(x + self.t["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for i in range(6):
            layer = f"encoder.layer.{i}"
            q, k, v = (
                self.linear(x, f"{layer}.attention.self.{part}").reshape(n, length, HEADS, -1).transpose(0, 2, 1, 3)
                for part in ("query", "key", "value")
            )
            scores = q @ k.transpose(0, 1, 3, 2) / np.sqrt(q.shape[-1])
            scores = np.exp(scores - scores.max(-1, keepdims=True))
            scores /= scores.sum(-1, keepdims=True)
            context = (scores @ v).transpose(0, 2, 1, 3).reshape(n, length, -1)
            x = self.norm(x + self.linear(context, f"{layer}.attention.output.dense"), f"{layer}.attention.output.LayerNorm")
            wide = self.linear(x, f"{layer}.intermediate.dense")
            wide = 0.5 * wide * (1 + erf(wide / np.float32(np.sqrt(2))))
            x = self.norm(x + self.linear(wide, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
        return x

    def encode(self, texts):
        pieces = [e.ids[:128] for e in self.tokenizer.encode_batch(texts)]
        by_length = {}
        for at, ids in enumerate(pieces):
            by_length.setdefault(len(ids), []).append(at)
        out = np.zeros((len(texts), 384), np.float32)
        for length, members in sorted(by_length.items()):
            size = max(1, 4096 // length)
            for start in range(0, len(members), size):
                some = members[start : start + size]
                out[some] = self.layers(np.array([pieces[i] for i in some])).mean(1)
        return out / np.linalg.norm(out, axis=1, keepdims=True)


def short_texts(wordnet, knowledge):
    """What the vectors learn from, shuffled the same way each time."""
    glosses, examples = [], []
    for part in ("noun", "verb", "adj", "adv"):
        for line in (wordnet / f"data.{part}").read_text("latin1").splitlines():
            if line.startswith("  "):
                continue
            head, gloss = line.split(" | ", 1)
            quoted = re.findall(r'"([^"]+)"', gloss)
            gloss = re.sub(r';?\s*"[^"]+"', "", gloss).strip(" ;")
            if 3 <= len(gloss.split()) <= 14:
                lemma = head.split()[4].replace("_", " ")
                glosses.append(f"{lemma}: {gloss}" if len(glosses) % 2 else gloss)
            examples += [q for q in quoted if 4 <= len(q.split()) <= 14]
    available = subprocess.run(["apt-cache", "dumpavail"], capture_output=True, text=True, check=True).stdout
    packages = sorted(set(re.findall(r"^Description(?:-en)?: (.*)$", available, re.M)))
    packages = [p for p in packages if 4 <= len(p.split()) <= 12]
    sentences = []
    for file in sorted(knowledge.rglob("*.md")):
        text = re.sub(r"(?s)\A\+\+\+.*?\n\+\+\+|<!--.*?-->", " ", file.read_text())
        text = re.sub(r"\]\([^)]*\)|[\[\]#*_`>]", " ", text)
        found = re.split(r"(?<=[.!?:])\s+|\n\s*[-\n]\s*", text)
        sentences += [" ".join(s.split()) for s in found if 3 <= len(s.split()) <= 24]
    dice = random.Random(7)
    texts = []
    for kind, most in ((glosses, GLOSSES), (examples, EXAMPLES), (packages, PACKAGES), (sentences, SENTENCES)):
        dice.shuffle(kind)
        texts += kind[:most]
    dice.shuffle(texts)
    return texts


def words_of(text):
    words = re.findall(r"[a-z][a-z'+#]*|[0-9]+", text.lower().replace("’", "'"))
    return [w.removesuffix("'s").replace("'", "") for w in words]


def main():
    folder, wordnet, knowledge, target = map(Path, sys.argv[1:])
    model = Model(folder)
    texts = short_texts(wordnet, knowledge)
    stemmer = snowballstemmer.stemmer("english")
    stem = lambda w: stemmer.stemWord(w) if len(w) > 2 else w

    # The model's own words, from the commonest on, then those that the texts have three times.
    vocabulary = sorted(model.tokenizer.get_vocab().items(), key=lambda pair: pair[1])
    words = [w for w, _ in vocabulary if re.fullmatch(r"[a-z]{2,}", w)]
    counts = Counter(w for text in texts for w in words_of(text))
    known = set(words)
    words += [w for w, n in sorted(counts.items(), key=lambda p: (-p[1], p[0])) if n >= 3 and w not in known and re.fullmatch(r"[a-z][a-z+#]+", w)]
    shares = 0.08 / np.arange(1, len(words) + 1)  # Zipf's law
    print(len(words), "words,", len(texts), "texts", flush=True)

    alone = model.encode(words)
    forms = {}
    for at, word in enumerate(words):
        forms.setdefault(stem(word), []).append(at)
    stems = sorted(forms)
    numbers = {s: i for i, s in enumerate(stems)}
    first = np.array([np.average(alone[forms[s]], axis=0, weights=shares[forms[s]]) for s in stems])
    first /= np.linalg.norm(first, axis=1, keepdims=True)
    common = np.array([shares[forms[s]].sum() for s in stems])
    first = (first - first.mean(0)) * (RARE / (RARE + common))[:, None]

    meant = []
    for start in range(0, len(texts), 2_000):
        meant.append(model.encode(texts[start : start + 2_000]))
        print(start, flush=True)
    meant = np.vstack(meant)
    meant -= meant.mean(0)
    basis = np.linalg.svd(meant.T @ meant)[2][:WIDTH].T
    first, meant = first @ basis, meant @ basis

    bags = [[numbers[s] for s in map(stem, words_of(text)) if s in numbers] for text in texts]
    some = [i for i, bag in enumerate(bags) if bag]
    lengths = [len(bags[i]) for i in some]
    rows, cols = np.repeat(np.arange(len(some)), lengths), np.concatenate([bags[i] for i in some])
    x = scipy.sparse.csr_matrix((1 / np.sqrt(np.repeat(lengths, lengths)), (rows, cols)), (len(some), len(stems)))
    y = meant[some]
    guess = x @ first
    first *= (guess * y).sum() / (guess * guess).sum()

    # Conjugate gradients for (X'X + r) V = X'Y + r V0, started from V0.
    apply = lambda v: x.T @ (x @ v) / len(some) * 1000 + RIDGE * v
    vectors = first.copy()
    rest = x.T @ (y - x @ vectors) / len(some) * 1000
    step, size = rest.copy(), (rest * rest).sum(0)
    for _ in range(ROUNDS):
        moved = apply(step)
        share = size / np.maximum((step * moved).sum(0), 1e-20)
        vectors += share * step
        rest -= share * moved
        size, before = (rest * rest).sum(0), size
        step = rest + size / np.maximum(before, 1e-20) * step
    cosine = lambda v: np.mean(((x @ v) * y).sum(1) / np.linalg.norm(x @ v, axis=1) / np.linalg.norm(y, axis=1))
    print(len(stems), "stems, cosine with the model", cosine(first), "->", cosine(vectors))

    unknown = np.median(np.linalg.norm(vectors, axis=1))
    scales = np.maximum(np.abs(vectors).max(1), 1e-12) / 127
    whole = np.round(vectors / scales[:, None]).astype(np.int8)
    keys = [s.encode() for s in stems]
    with target.open("wb") as out:
        out.write(struct.pack("<IIf", len(stems), WIDTH, unknown))
        out.write(bytes(len(k) for k in keys))
        out.write(b"".join(keys))
        out.write(scales.astype("<f4").tobytes())
        out.write(whole.tobytes())


if __name__ == "__main__":
    main()
