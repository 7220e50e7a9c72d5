"""Who agrees with whom on what: the strongest ties between people, with the number of statements they rest on.

python examples/agreement.py demo.wortlaut
"""

import sys

import wortlaut

with wortlaut.open(sys.argv[1]) as corpus:
    network = corpus.network("onemode", variable1="person", qualifier_aggregation="subtract", normalization="average")
    print(network)
    ties = sorted(network.to_networkx().edges(data="weight"), key=lambda tie: -abs(tie[2]))
    for (_, one), (_, other), weight in ties[:5]:
        print(f"{weight:+.2f}  {one} – {other}")
