"""What docs/changing.md says of asking from a shell, done word by word."""

import os
import re
import subprocess
import sys

from sqlalchemy import Engine

from db.settings import ROOT
from tests.browser.serving import NOW

_SCRIPT = re.compile(r"A question from a shell.*?```python\n(.*?)```", re.DOTALL)
_WEB = ("streamlit", "starlette")


def test_a_question_is_answered_without_streamlit(demo_engine: Engine) -> None:
    found = _SCRIPT.search((ROOT / "docs/changing.md").read_text("utf-8"))
    assert found, "docs/changing.md shows how to ask from a shell"
    script = found[1] + f"\nimport sys\nassert not {{*{_WEB}}} & {{*sys.modules}}, sys.modules.keys()\n"
    address = demo_engine.url.render_as_string(hide_password=False)
    asked = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": address, "GERAK_NOW": NOW},
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 0, asked.stderr
    assert re.match(r"\d+ tugas\n", asked.stdout)
    assert "T-0" in asked.stdout
