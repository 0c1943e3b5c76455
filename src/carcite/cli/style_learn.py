"""`carcite style learn`: the style of a printed list, as a file that `--style` reads."""

from __future__ import annotations

import argparse

from carcite.cli.output import say
from carcite.learning.learnt import summary, untold, write_toml
from carcite.samples import learn_style_file
from carcite.writing import write_atomically


def run(arguments: argparse.Namespace) -> int:
    """Write the style of a list; on standard error, what was learnt and what stays open."""
    learnt = learn_style_file(
        arguments.list or "-", encoding=arguments.encoding, format=arguments.format
    )
    near = learnt.nearest_csl()
    text = write_toml(learnt, near)
    if arguments.to == "csl":
        from carcite.styles.house.as_csl import write_csl

        text, limits = write_csl(learnt.profile)
        for each in limits:
            say(f"carcite: not in CSL: {each}")
    if arguments.output and arguments.output != "-":
        write_atomically(arguments.output, text.encode())
    else:
        print(text, end="")
    for each in summary(learnt, near):
        say(f"carcite: {each[0].lower()}{each[1:]}")
    for each in untold(learnt):
        say(f"carcite: the list cannot tell {each}")
    return 0
