"""The web app: reads and judges one ledger in the browser, on this machine.

`application` makes it. One module per screen in `pages`; around them guard (who may ask what), language (the words of the interface),
answering (pages and their JSON and CSV twins), marking (highlights without overlap). Pages are plain HTML and forms; scripts only add
to them. Not for: deciding anything about statements, and other people's machines without accounts.
"""

from __future__ import annotations

from wortlaut.view.app import Options, application

__all__ = ["Options", "application"]
