"""`study`: networks of coded statements, and measures over them."""

from __future__ import annotations

import click

from wortlaut.cli.measures import backbone_command, clusters_command, polarization_command, positions_command, shifts_command
from wortlaut.cli.networks import bars_command, network_command
from wortlaut.cli.opening import ledger_option
from wortlaut.cli.relations import stories_command, tensions_command


@click.group()
@ledger_option
@click.pass_context
def study(ctx: click.Context, ledger: str | None) -> None:
    """Networks of coded statements and measures over them, in the words of rDNA.

    \b
    Examples:
      wortlaut study network --type onemode --qualifier-aggregation congruence --normalization average
      wortlaut study polarization --duplicates document
      wortlaut study positions --actor Fischereiverband
    Only judged codings count, unless --include says more; what was imported from .dna files counts as judged.
    """
    ctx.obj = ledger


for command in (
    network_command,
    polarization_command,
    backbone_command,
    clusters_command,
    shifts_command,
    positions_command,
    bars_command,
    stories_command,
    tensions_command,
):
    study.add_command(command)
