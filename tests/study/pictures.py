"""Small SVG pictures for docs/hotspots.md, drawn without any library."""

from collections.abc import Mapping, Sequence
from html import escape

from domain.look import Colour

WIDTH, HEIGHT = 640, 300
LEFT, RIGHT, TOP, BOTTOM = 52, 190, 34, 40
INK, GRID = Colour.TINTA, Colour.GARIS
COLOURS = (Colour.BARA_5, Colour.OKER_ISI, Colour.NILA, Colour.DAUN_ISI)


def _picture(title: str, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="12" fill="{INK}">\n<title>{escape(title)}</title>\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{Colour.KERTAS}"/>\n'
        f'<text x="{LEFT}" y="20" font-size="14" font-weight="bold">{escape(title)}</text>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _y(share: float, most: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share / most)


def _axis(most: float) -> list[str]:
    steps = [most * k / 4 for k in range(5)]
    return [
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{_y(at, most):.1f}" y2="{_y(at, most):.1f}" '
        f'stroke="{GRID}"/><text x="{LEFT - 6}" y="{_y(at, most) + 4:.1f}" text-anchor="end">'
        f"{at * 100:g} %</text>"
        for at in steps
    ]


def _key(names: Sequence[str]) -> list[str]:
    x = WIDTH - RIGHT + 14
    return [
        f'<rect x="{x}" y="{TOP + 22 * i}" width="12" height="12" fill="{COLOURS[i]}"/>'
        f'<text x="{x + 18}" y="{TOP + 22 * i + 10}" font-size="11">{escape(name)}</text>'
        for i, name in enumerate(names)
    ]


def bars(title: str, groups: Mapping[str, Sequence[float]], names: Sequence[str], *, limit: float) -> str:
    most = 0.2
    step = (WIDTH - LEFT - RIGHT) / len(groups)
    parts = _axis(most)
    for g, (label, values) in enumerate(groups.items()):
        for i, value in enumerate(values):
            x, y = LEFT + step * g + 8 + 22 * i, _y(min(value, most), most)
            parts.append(
                f'<rect x="{x:.1f}" y="{y:.1f}" width="20" height="{HEIGHT - BOTTOM - y:.1f}" '
                f'fill="{COLOURS[i]}"/>'
            )
        parts.append(f'<text x="{LEFT + step * g + 4:.1f}" y="{HEIGHT - 20}">{escape(label)}</text>')
    parts.append(
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{_y(limit, most):.1f}" y2="{_y(limit, most):.1f}" '
        f'stroke="{INK}" stroke-dasharray="5 4"/>'
        f'<text x="{WIDTH - RIGHT + 14}" y="{_y(limit, most) + 4:.1f}">'
        f"at most {limit * 100:g} %</text>"
    )
    return _picture(title, parts + _key(names))


def curves(title: str, at: Sequence[float], lines: Mapping[str, Sequence[float]]) -> str:
    def x(value: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT - 10) * (value - at[0]) / (at[-1] - at[0])

    parts = _axis(1.0)
    for i, values in enumerate(lines.values()):
        points = " ".join(f"{x(a):.1f},{_y(v, 1.0):.1f}" for a, v in zip(at, values, strict=True))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{COLOURS[i]}" stroke-width="2.5"/>')
    parts += [f'<text x="{x(a):.1f}" y="{HEIGHT - 20}" text-anchor="middle">× {a:g}</text>' for a in at]
    return _picture(title, parts + _key([name.replace("Timor Tengah ", "TT") for name in lines]))


def histogram(title: str, values: Sequence[float]) -> str:
    """In tenths; even when the bars are level."""
    shares = [sum(k / 10 < value <= (k + 1) / 10 for value in values) / len(values) for k in range(10)]
    most = 0.2
    step = (WIDTH - LEFT - RIGHT) / 10
    parts = _axis(most)
    for k, share in enumerate(shares):
        y = _y(min(share, most), most)
        parts.append(
            f'<rect x="{LEFT + step * k + 2:.1f}" y="{y:.1f}" width="{step - 4:.1f}" '
            f'height="{HEIGHT - BOTTOM - y:.1f}" fill="{COLOURS[2]}"/>'
            f'<text x="{LEFT + step * (k + 1):.1f}" y="{HEIGHT - 20}" text-anchor="middle">'
            f"{(k + 1) / 10:g}</text>"
        )
    return _picture(title, parts)
