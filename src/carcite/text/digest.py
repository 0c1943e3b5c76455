"""The hash by which tables and patterns are kept.

It is taken without the other algorithms of `hashlib`, whose loading takes as long as a page of
reading.
"""

try:
    from _blake2 import blake2b as blake2b
except ImportError:
    from hashlib import blake2b as blake2b
