"""Learns to tell kinds and offices apart, and measures it on the newest cases, which it had not seen. Needs scikit-learn.

Runs in a process of its own (`aprender_aparte`): its libraries take two hundred megabytes that the worker would never give back.
"""

import os
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log
from typing import Any

from portal.pqrs.sugerencias.modelo import CLASE, OFICINA, UMBRAL, Clasificador, Ejemplo, Modelo, guardar, predecir, vectorizar
from portal.pqrs.sugerencias.rasgos import contar_rasgos

# A feature stands for the municipality's way of writing, not for a person: fewer cases than these, and it is not kept.
CASOS_POR_RASGO, RASGOS = 5, 12_000
# With fewer cases a class cannot be learned.
CASOS_POR_CLASE = 10
APARTADOS = 0.2
FRANJAS = (0.6, 0.7, 0.8, 0.9, 1.01)
CONFUSIONES = 15
_SEED, _FOLDS = 20_26, 5


def aprender_aparte(ejemplos: Sequence[Ejemplo]) -> tuple[bytes, dict[str, Any]]:
    """`aprender` in a process that ends with it."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"), initializer=_take_one_core) as pool:
        return pool.submit(aprender, ejemplos).result()


def _take_one_core() -> None:
    """The other cores are the web's. The libraries read it when they are first imported."""
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))


def aprender(ejemplos: Sequence[Ejemplo]) -> tuple[bytes, dict[str, Any]]:
    """Learn from cases that stand in order of time, the oldest first.

    The figures are of a model that learned from the older four fifths and was asked about the newest fifth; what is kept
    learned from all of them.

    Returns:
        The model, as `modelo.guardar` writes it, and its figures by target; empty where there were not two classes to tell apart.
    """
    cut = len(ejemplos) - round(len(ejemplos) * APARTADOS)
    past, _ = _learn(ejemplos[:cut])
    figures = {name: _measure(past, name, ejemplos[:cut], ejemplos[cut:]) for name in past.clasificadores}
    whole, version = _learn(ejemplos)
    return guardar(whole), {"version": version, "objetivos": {name: one for name, one in figures.items() if name in whole.clasificadores}}


def _learn(ejemplos: Sequence[Ejemplo]) -> tuple[Modelo, str]:
    import sklearn

    vocabulary, idf = _vocabulary(ejemplos)
    vectors = [vectorizar(vocabulary, idf, one.texto) for one in ejemplos]
    learned = {name: _fit(vectors, [getattr(one, name) for one in ejemplos], len(vocabulary)) for name in (CLASE, OFICINA)}
    return Modelo(vocabulary, idf, {name: one for name, one in learned.items() if one is not None}), f"scikit-learn {sklearn.__version__}"


def _vocabulary(ejemplos: Sequence[Ejemplo]) -> tuple[dict[str, int], "array[float]"]:
    """The features that enough cases have, the commonest first, and their IDF."""
    cases: Counter[str] = Counter()
    for one in ejemplos:
        cases.update(contar_rasgos(one.texto).keys())
    common = sorted((name for name, count in cases.items() if count >= CASOS_POR_RASGO), key=lambda name: (-cases[name], name))[:RASGOS]
    idf = array("f", (log((1 + len(ejemplos)) / (1 + cases[name])) + 1 for name in common))
    return {name: place for place, name in enumerate(common)}, idf


def _fit(vectors: Sequence[Mapping[int, float]], labels: Sequence[str], width: int) -> Clasificador | None:
    """Weights by logistic regression, and the temperature by its sums over cases that it had not seen. None without two classes."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    enough = {name for name, count in Counter(labels).items() if name and count >= CASOS_POR_CLASE}
    rows = [(vector, name) for vector, name in zip(vectors, labels, strict=True) if name in enough and vector]
    if len({name for _, name in rows}) < 2 or min(Counter(name for _, name in rows).values()) < _FOLDS:
        return None
    ends = [0]
    for vector, _ in rows:
        ends.append(ends[-1] + len(vector))
    places = [place for vector, _ in rows for place in vector]
    values = [value for vector, _ in rows for value in vector.values()]
    matrix = csr_matrix((values, places, ends), shape=(len(rows), width))
    names = [name for _, name in rows]
    line = LogisticRegression(C=10.0, max_iter=2_000)
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED)
    sums = _both(cross_val_predict(line, matrix, names, cv=folds, method="decision_function"))
    line.fit(matrix, names)
    weights = line.coef_ if len(line.classes_) > 2 else [[0.0] * width, line.coef_[0]]
    bias = line.intercept_ if len(line.classes_) > 2 else [0.0, line.intercept_[0]]
    flat = array("f", (float(of_class[place]) for place in range(width) for of_class in weights))
    classes = tuple(map(str, line.classes_))
    return Clasificador(classes, flat, array("f", map(float, bias)), _temperature(sums, [classes.index(name) for name in names]))


def _both(sums: Any) -> Any:
    """The sums of each class; of two, scikit-learn gives only the second's."""
    import numpy as np

    return sums if sums.ndim == 2 else np.stack([np.zeros_like(sums), sums], axis=1)


def _temperature(sums: Any, truth: Sequence[int]) -> float:
    """That with which the probabilities of the true classes are highest: they become neither too sure nor too timid."""
    import numpy as np
    from scipy.optimize import minimize_scalar
    from scipy.special import log_softmax

    rows = np.arange(len(truth))
    found = minimize_scalar(lambda power: -log_softmax(sums / np.exp(power), axis=1)[rows, truth].mean(), bounds=(-3, 3), method="bounded")
    return float(np.exp(found.x))


def _measure(modelo: Modelo, objetivo: str, seen: Sequence[Ejemplo], apartados: Sequence[Ejemplo]) -> dict[str, Any]:
    """What the model says of cases that it has not seen, beside what people decided. A class it does not know is a miss."""
    told = [(getattr(one, objetivo), predecir(modelo, objetivo, one.texto)[:1]) for one in apartados]
    asked = [(truth, said[0][0] if said else "", said[0][1] if said else 0.0) for truth, said in told if truth]
    suggested = [one for one in asked if one[2] >= UMBRAL]
    commonest = Counter(getattr(one, objetivo) for one in seen if getattr(one, objetivo)).most_common(1)[0][0]
    wrong = Counter((truth, said) for truth, said, _ in suggested if truth != said)
    return {
        "aprendidos": len(seen),
        "apartados": len(asked),
        "aciertos": sum(truth == said for truth, said, _ in asked),
        "sugeridos": len(suggested),
        "aciertos_sugeridos": sum(truth == said for truth, said, _ in suggested),
        "siempre_la_comun": sum(truth == commonest for truth, _, _ in asked),
        "clases": _by_class(asked),
        "confusiones": [[truth, said, count] for (truth, said), count in wrong.most_common(CONFUSIONES)],
        "franjas": _by_band(suggested),
    }


def _by_class(asked: Sequence[tuple[str, str, float]]) -> dict[str, list[int]]:
    """Of each class: how many cases, for how many one was suggested, and how many of those were right."""
    out: dict[str, list[int]] = {}
    for truth, said, share in asked:
        row = out.setdefault(truth, [0, 0, 0])
        row[0] += 1
        if share >= UMBRAL:
            row[1] += 1
            row[2] += truth == said
    return dict(sorted(out.items(), key=lambda pair: -pair[1][0]))


def _by_band(suggested: Sequence[tuple[str, str, float]]) -> list[list[float]]:
    """Of each band of confidence: from, until, how many, and how many were right. It shows whether «82 %» means it."""
    bands = []
    for low, high in pairwise(FRANJAS):
        inside = [truth == said for truth, said, share in suggested if low <= share < high]
        bands.append([low, min(high, 1.0), len(inside), sum(inside)])
    return bands
