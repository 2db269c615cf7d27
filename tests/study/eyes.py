"""A screenshot as others see it: ``python -m tests.study.eyes PICTURE...`` writes copies beside it.

Grey is a copier's; the others simulate colour vision without one kind of cone, in linear light (Machado,
Oliveira and Fernandes, 2009, severity 1).
"""

import argparse
from pathlib import Path

import numpy as np
from PIL import Image

EYES = {
    "abu": ((0.2126, 0.7152, 0.0722),) * 3,
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def seen(picture: Image.Image, by: str) -> Image.Image:
    shares = np.asarray(picture.convert("RGB"), dtype=float) / 255
    light = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    turned = np.clip(light @ np.array(EYES[by]).T, 0, 1)
    back = np.where(turned <= 0.0031308, turned * 12.92, 1.055 * turned ** (1 / 2.4) - 0.055)
    return Image.fromarray((back * 255).round().astype(np.uint8))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.study.eyes", description=__doc__)
    parser.add_argument("pictures", nargs="+", type=Path)
    for file in parser.parse_args().pictures:
        with Image.open(file) as picture:
            for name in EYES:
                seen(picture, name).save(file.with_name(f"{file.stem}-{name}{file.suffix}"))


if __name__ == "__main__":
    main()
